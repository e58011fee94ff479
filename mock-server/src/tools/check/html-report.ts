import { standingOf } from 'imshop-contracts';
import type { Level, MatrixCell, MatrixRow, ScenarioResult, SenderRun } from 'imshop-contracts/conformance';
import { escapeMarkup } from '../../base/text.js';
import {
  formatBehaviour,
  formatDuration,
  formatEnd,
  formatFailingVariants,
  formatPassed,
  formatPassedVariants,
  formatRunName,
  formatSummary,
  formatVariant,
} from './format.js';
import { STYLE } from './html-style.js';
import { type CheckSummary, type Mark, markOf, neverStarted, SIGNS, sanitizeSummary } from './summary.js';
import { chartLegend, timelineSvg } from './timeline-svg.js';

/** Writes the report as a page without scripts and without resources from elsewhere. */
export function htmlReport(unsafe: CheckSummary): string {
  const summary = sanitizeSummary(unsafe);
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
<p class="muted">Checked against ${escapeMarkup(verifiedAgainst)}: a mock, not the vendor</p>
<h1><span class="sign" aria-hidden="true">${ok ? '✓' : '✗'}</span> The sender ${ok ? 'passes' : 'does not pass'}</h1>
<p><code class="sender">${escapeMarkup(sender)}</code></p>
${facts(summary)}
${counts(summary)}
<p>${escapeMarkup(formatSummary(summary))}</p>
${notes(summary)}
</header>
${neverStarted(summary) === undefined ? main(summary) : ''}
</body>
</html>
`;
}

function facts({ startedAt, durationMs, realTime, delivery, limits }: CheckSummary): string {
  const { requests, windowMs, timeoutMs } = limits;
  const rows = [
    ['Started', `${startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}, took ${formatDuration(durationMs)}`],
    ['Limit', `${requests} requests in ${formatDuration(windowMs)}${realTime ? '' : ', a shortened window'}`],
    ['Time-out', formatDuration(timeoutMs)],
    ['Delivery', delivery],
  ];
  return `<dl>${rows.map(([name = '', value = '']) => `<div><dt>${name}<dd>${escapeMarkup(value)}</div>`).join('')}</dl>`;
}

const MARKS: readonly Mark[] = ['passed', 'failed', 'known', 'skipped'];

/** The number of scenarios for each mark, as a bar and as a list. */
function counts({ results, baseline }: CheckSummary): string {
  const marks = results.map((result) => markOf(result, baseline));
  const all = MARKS.map((mark) => ({ mark, count: marks.filter((other) => other === mark).length }));
  const shown = all.filter(({ mark, count }) => count > 0 || mark === 'passed' || mark === 'failed');
  const bar = shown.map(({ mark, count }) => `<i class="${mark}" style="flex-grow:${count}"></i>`).join('');
  const list = shown.map(({ mark, count }) => `<li class="${mark}"><b>${count}</b> ${SIGNS[mark]} ${mark}`).join('');
  return `<div class="share" aria-hidden="true">${bar}</div><ul class="tally">${list}</ul>`;
}

function notes(summary: CheckSummary): string {
  const reason = neverStarted(summary);
  const { fixed } = summary.baseline;
  return [
    ...(reason === undefined ? [] : [`<p class="note">The sender could not be started: ${escapeMarkup(reason)}`]),
    ...(fixed.length === 0 ? [] : [`<p class="note">Known failures that pass now: ${escapeMarkup(fixed.join(', '))}`]),
  ].join('\n');
}

function main(summary: CheckSummary): string {
  return `<main>
${chartLegend()}
${levelSection('MUST', summary)}
${levelSection('SHOULD', summary)}
${summary.matrix ? matrixSection(summary.matrix) : ''}
</main>`;
}

const WORST_FIRST: readonly Mark[] = ['failed', 'known', 'skipped', 'passed'];

function levelSection(level: Level, { results, baseline }: CheckSummary): string {
  const ofLevel = results.filter((result) => result.level === level);
  if (ofLevel.length === 0) return '';
  const marked = ofLevel.map((result) => ({ result, mark: markOf(result, baseline) }));
  const ordered = WORST_FIRST.flatMap((mark) => marked.filter((other) => other.mark === mark));
  return `<section>
<h2>${level} <span class="muted">${formatPassed(ofLevel)} passed</span></h2>
${ordered.map(({ result, mark }) => scenarioDetails(result, mark)).join('\n')}
</section>`;
}

function scenarioDetails(result: ScenarioResult, mark: Mark): string {
  const { id, title, reason, row, findings, runs, durationMs } = result;
  const time = mark === 'skipped' ? '' : formatDuration(durationMs);
  return `<details class="scenario ${mark}"${mark === 'failed' ? ' open' : ''} id="${escapeMarkup(id)}">
<summary><span class="sign" role="img" aria-label="${mark}">${SIGNS[mark]}</span> <span class="title">${escapeMarkup(title)}</span> <code>${escapeMarkup(id)}</code> <span class="time">${time}</span></summary>
${findings.length === 0 ? '' : `<ul class="findings">${findings.map((finding) => `<li>${escapeMarkup(finding)}`).join('')}</ul>`}
<p>${escapeMarkup(reason)}</p>
<p class="muted">Depends on <code>${row}</code> <span class="standing ${standingOf(row)}">${standingOf(row)}</span> ${escapeMarkup(formatBehaviour(row))}</p>
${runs.length === 0 ? '' : timelineSvg(result)}
${runs.map(runOutput).join('\n')}
</details>`;
}

function runOutput(run: SenderRun, index: number, runs: readonly SenderRun[]): string {
  const sentence = escapeMarkup(
    `${formatRunName(index, runs)} ${formatEnd(run)}`.replace(/^./, (first) => first.toUpperCase()),
  );
  const output = run.output.trimEnd();
  if (output === '') return `<p class="muted">${sentence} and printed nothing.</p>`;
  return `<p class="muted">${sentence}; its output:</p>
<pre tabindex="0">${escapeMarkup(output)}</pre>`;
}

function matrixSection(matrix: readonly MatrixRow[]): string {
  return `<section>
<h2>Variants of what the vendor does not document</h2>
<p class="muted">Each square is one run of the scenario, in the variant that its title names.</p>
<div class="wide" tabindex="0" role="region" aria-label="Matrix">
<table>
<thead><tr><th scope="col">Scenario<th scope="col">Variants<th scope="col">Result</thead>
<tbody>
${matrix.map(matrixRow).join('\n')}
</tbody>
</table>
</div>
</section>`;
}

function matrixRow(row: MatrixRow): string {
  const failing = formatFailingVariants(row).map((line) => `<li>${escapeMarkup(line)}`);
  const result = failing.length === 0 ? 'passes in every variant' : `<ul>${failing.join('')}</ul>`;
  return `<tr><th scope="row"><code>${escapeMarkup(row.id)}</code><br>${escapeMarkup(row.title)}
<td>${formatPassedVariants(row)} pass<div class="cells">${row.cells.map(matrixSquare).join('')}</div>
<td>${result}${matrixFailures(row)}`;
}

function matrixSquare({ variant, result: { verdict, findings } }: MatrixCell): string {
  const title = [formatVariant(variant), verdict, ...findings].filter((part) => part !== '').join('\n');
  return `<span class="cell ${verdict}" title="${escapeMarkup(title)}">${SIGNS[verdict]}</span>`;
}

/** The failed runs as a list: titles can be read with a pointer only. */
function matrixFailures({ cells }: MatrixRow): string {
  const failed = cells.filter(({ result }) => result.verdict === 'failed');
  if (failed.length === 0) return '';
  const lines = failed.map(
    ({ variant, result }) =>
      `<li>${escapeMarkup(formatVariant(variant) || 'any')}: ${escapeMarkup(result.findings.join('; '))}`,
  );
  return `<details><summary>failed runs</summary><ul>${lines.join('')}</ul></details>`;
}
