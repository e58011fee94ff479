import type { MatrixCell, MatrixRow } from 'imshop-contracts/conformance';
import { escapeMarkup } from '../../../base/text.js';
import { SIGNS } from '../report.js';
import { breakingWords, readingsPassed, readingWords } from '../words.js';

/** Which readings of what the vendor leaves unsaid a sender survives. */
export function matrixSection(matrix: readonly MatrixRow[]): string {
  return `<section>
<h2>Whatever the vendor leaves unsaid</h2>
<p class="muted">A square is a scenario played under one reading of what nobody outside the vendor knows; its title tells which.</p>
<div class="wide" tabindex="0" role="region" aria-label="Matrix">
<table>
<thead><tr><th scope="col">Scenario<th scope="col">Readings<th scope="col">What breaks it</thead>
<tbody>
${matrix.map(matrixRow).join('\n')}
</tbody>
</table>
</div>
</section>`;
}

function matrixRow(row: MatrixRow): string {
  const words = breakingWords(row);
  const told = words.length === 0 ? 'nothing' : `<ul>${words.map((line) => `<li>${escapeMarkup(line)}`).join('')}</ul>`;
  return `<tr><th scope="row"><code>${escapeMarkup(row.id)}</code><br>${escapeMarkup(row.title)}
<td>${readingsPassed(row)} pass<div class="cells">${row.cells.map(square).join('')}</div>
<td>${told}${failures(row)}`;
}

function square({ variant, result: { verdict, findings } }: MatrixCell): string {
  const title = [readingWords(variant), verdict, ...findings].filter((part) => part !== '').join('\n');
  return `<span class="cell ${verdict}" title="${escapeMarkup(title)}">${SIGNS[verdict]}</span>`;
}

/** Titles are for a pointer; the same in words, for everyone. */
function failures({ cells }: MatrixRow): string {
  const failed = cells.filter(({ result }) => result.verdict === 'failed');
  if (failed.length === 0) return '';
  const lines = failed.map(
    ({ variant, result }) =>
      `<li>${escapeMarkup(readingWords(variant) || 'any')}: ${escapeMarkup(result.findings.join('; '))}`,
  );
  return `<details><summary>each that fails</summary><ul>${lines.join('')}</ul></details>`;
}
