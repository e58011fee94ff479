import { escapeMarkup } from '../../base/text.js';
import { harmless } from './harmless.js';
import { legend } from './page/legend.js';
import { matrixSection } from './page/matrix.js';
import { level } from './page/scenario.js';
import { STYLE } from './page/style.js';
import { type CheckSummary, type Mark, markOf, neverStarted, SIGNS } from './report.js';
import { durationWords, summaryLine } from './words.js';

/** The report as a page that needs nothing else: no script, and nothing from elsewhere. */
export function htmlReport(given: CheckSummary): string {
  const summary = harmless(given);
  const { sender, verifiedAgainst, ok } = summary;
  const verdict = ok ? 'passed' : 'failed';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${ok ? '✓' : '✗'} ${escapeMarkup(sender)} against ${escapeMarkup(verifiedAgainst)}</title>
<style>${STYLE}</style>
</head>
<body>
<header class="${verdict}">
<p class="muted">Checked against ${escapeMarkup(verifiedAgainst)}, which is not the vendor</p>
<h1><span class="sign" aria-hidden="true">${ok ? '✓' : '✗'}</span> The sender ${ok ? 'passes' : 'does not pass'}</h1>
<p><code class="sender">${escapeMarkup(sender)}</code></p>
${facts(summary)}
${tally(summary)}
<p>${escapeMarkup(summaryLine(summary))}</p>
${notes(summary)}
</header>
${neverStarted(summary) === undefined ? main(summary) : ''}
</body>
</html>
`;
}

/** Where the sender was never started it would say the same of each scenario. */
function main(summary: CheckSummary): string {
  return `<main>
${legend()}
${level('MUST', summary)}
${level('SHOULD', summary)}
${summary.matrix ? matrixSection(summary.matrix) : ''}
</main>`;
}

function facts({ startedAt, durationMs, realTime, delivery, limits }: CheckSummary): string {
  const { requests, windowMs, timeoutMs } = limits;
  const rows = [
    ['Started', `${startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}, ${durationWords(durationMs)} in all`],
    ['Limit', `${requests} requests in ${durationWords(windowMs)}${realTime ? ", the vendor's own" : ', a quick one'}`],
    ['Time-out', durationWords(timeoutMs)],
    ['Delivery', delivery],
  ];
  return `<dl>${rows.map(([name = '', value = '']) => `<div><dt>${name}<dd>${escapeMarkup(value)}</div>`).join('')}</dl>`;
}

const MARKS: readonly Mark[] = ['passed', 'failed', 'known', 'skipped'];

/** Counts, and the same as a bar. */
function tally({ results, baseline }: CheckSummary): string {
  const marks = results.map((result) => markOf(result, baseline));
  const counts = MARKS.map((mark) => ({ mark, number: marks.filter((one) => one === mark).length }));
  const shown = counts.filter(({ mark, number }) => number > 0 || mark === 'passed' || mark === 'failed');
  const parts = shown.map(({ mark, number }) => `<i class="${mark}" style="flex-grow:${number}"></i>`).join('');
  const words = shown.map(({ mark, number }) => `<li class="${mark}"><b>${number}</b> ${SIGNS[mark]} ${mark}`).join('');
  return `<div class="share" aria-hidden="true">${parts}</div><ul class="tally">${words}</ul>`;
}

function notes(summary: CheckSummary): string {
  const why = neverStarted(summary);
  const { fixed } = summary.baseline;
  return [
    ...(why === undefined ? [] : [`<p class="note">The sender could not be started: ${escapeMarkup(why)}`]),
    ...(fixed.length === 0 ? [] : [`<p class="note">Known failures that pass now: ${escapeMarkup(fixed.join(', '))}`]),
  ].join('\n');
}
