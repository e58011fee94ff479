/** Styles of the report and its charts: light, dark and print. */
export const STYLE = `
:root {
  --paper: #fff; --ground: #f6f7f9; --ink: #1b1f24; --muted: #59636e; --line: #d8dee4;
  --good: #1a7f37; --bad: #c62828; --warn: #9a6700; --unknown: #8250df; --run: #c4ccd6; --band: #0969da;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #161b22; --ground: #0d1117; --ink: #e6edf3; --muted: #9aa4af; --line: #30363d;
    --good: #3fb950; --bad: #ff7b72; --warn: #d9a53a; --unknown: #bc8cff; --run: #444d58; --band: #58a6ff;
  }
}
* { box-sizing: border-box }
body { background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 72rem; padding: 1.5rem 1rem }
header, .scenario, .wide { background: var(--paper); border: 1px solid var(--line); border-radius: 8px }
header { border-left: 6px solid var(--bad); padding: 1rem 1.25rem } header.passed { border-left-color: var(--good) }
h1 { font-size: 1.6rem; line-height: 1.2; margin: .2rem 0 .6rem } h2 { font-size: 1.1rem; margin: 1.6rem 0 .6rem }
h2 .muted { font-weight: normal } p { margin: .5rem 0 } ul { margin: .5rem 0; padding-left: 1.3rem }
code, pre { font: .88em/1.45 ui-monospace, Consolas, monospace } .sender { overflow-wrap: anywhere }
.muted { color: var(--muted) } .note { border-left: 3px solid var(--warn); overflow-wrap: anywhere; padding-left: .6rem }
.passed > .sign, .passed h1 .sign, li.passed { color: var(--good) } .failed h1 .sign, li.failed { color: var(--bad) } li.known { color: var(--warn) }
dl { display: flex; flex-wrap: wrap; gap: .3rem 2rem; margin: .8rem 0 } dt { color: var(--muted); font-size: .85em } dd { margin: 0 }
.share { display: flex; gap: 2px; height: 10px } .share i { border-radius: 2px }
.share .passed { background: var(--good) } .share .failed { background: var(--bad) } .share .known { background: var(--warn) } .share .skipped { background: var(--run) }
.tally, .legend { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; list-style: none; padding: 0 } .legend { color: var(--muted); font-size: .85em; margin-top: 1rem }
.scenario { margin: .5rem 0; padding: 0 1rem } .scenario[open] { padding-bottom: .8rem }
.scenario > summary { align-items: baseline; cursor: pointer; display: flex; flex-wrap: wrap; gap: 0 .6rem; list-style: none; margin: 0 -1rem; padding: .5rem 1rem }
.scenario > summary::-webkit-details-marker { display: none } summary code { color: var(--muted); overflow-wrap: anywhere }
summary .sign { font-weight: bold; width: 1rem } .failed .sign { color: var(--bad) } .known .sign { color: var(--warn) } .passed .sign { color: var(--good) }
summary .title { flex: 1 1 14rem } .scenario > summary::after { color: var(--muted); content: '▸' } .scenario[open] > summary::after { content: '▾' } .time { color: var(--muted); font-variant-numeric: tabular-nums; min-width: 4rem; text-align: right }
:focus-visible { outline: 2px solid var(--band); outline-offset: 2px }
.findings { color: var(--bad); font-weight: 600; overflow-wrap: anywhere } .known .findings { color: var(--warn) } .skipped .findings { color: var(--muted); font-weight: normal }
.standing { border: 1px solid currentcolor; border-radius: 4px; font-size: .85em; padding: 0 .35em } .standing.assumed { color: var(--warn) }
pre { background: var(--ground); border-radius: 6px; margin: .3rem 0; max-height: 16rem; overflow: auto; overflow-wrap: anywhere; padding: .6rem .8rem; unicode-bidi: isolate; white-space: pre-wrap }
.chart { margin: .6rem 0; max-height: 36rem; overflow: auto } .chart svg { display: block; min-width: 820px; width: 100% } .patterns { position: absolute }
svg text { fill: var(--ink); font: 11px/1 system-ui, sans-serif; paint-order: stroke; stroke: var(--paper); stroke-linejoin: round; stroke-width: 3px }
svg .tick { fill: var(--muted); text-anchor: middle } svg .end { text-anchor: end } svg .head, svg .gap-words { fill: var(--muted) } svg .gap-words { text-anchor: middle }
svg .number { font-variant-numeric: tabular-nums } .grid { stroke: var(--line) } .gap { stroke: var(--muted); stroke-dasharray: 1 3 }
.run { fill: var(--run) } .run.bad { fill: var(--bad) } svg .name.bad { fill: var(--bad) }
.bar.accepted { fill: var(--good) } .bar.refused { fill: var(--warn) } .bar.failed { fill: var(--bad) } .bar.unknown { fill: var(--unknown) } .bar.open { fill-opacity: .35; stroke: var(--unknown); stroke-dasharray: 3 2 }
svg .answer.accepted { fill: var(--good) } svg .answer.refused, svg .forbidden-words { fill: var(--warn) } svg .answer.failed, svg .flag { fill: var(--bad) } svg .answer.unknown { fill: var(--unknown) } svg .flag { font-weight: bold }
.band { fill: var(--band); fill-opacity: .12 } .band.over { fill: var(--bad) } svg .band-words { fill: var(--band) } svg .band-words.over { fill: var(--bad) }
.forbidden { fill: url(#hatch) } .hatch { fill: var(--warn); fill-opacity: .35 } .swatch { height: 10px; vertical-align: baseline; width: 14px }
.wide { overflow-x: auto } table { border-collapse: collapse; min-width: 40rem; width: 100% } th, td { border-top: 1px solid var(--line); padding: .6rem .9rem; text-align: left; vertical-align: top }
thead th { border-top: 0; color: var(--muted); font-weight: normal } tbody th { font-weight: normal; width: 30% } td ul { margin: 0 } td details { color: var(--muted); font-size: .9em; margin-top: .4rem } td summary { cursor: pointer }
.cells { display: flex; flex-wrap: wrap; gap: 3px; margin-top: .3rem; max-width: 18rem } .cell { border-radius: 3px; color: var(--paper); font-size: 11px; height: 17px; line-height: 17px; text-align: center; width: 17px }
.cell.passed { background: var(--good) } .cell.failed { background: var(--bad) } .cell.skipped { background: var(--run) }
@media print {
  body { font-size: 11px; max-width: none; padding: 0 } .scenario { break-inside: avoid } .chart, pre { max-height: none; overflow: visible }
  .chart svg { min-width: 0 } * { print-color-adjust: exact }
}
`;
