import { standingOf } from 'imshop-contracts';
import type { ScenarioResult, SenderRun } from 'imshop-contracts/conformance';
import { escapeMarkup } from '../../../base/text.js';
import { type CheckSummary, type Mark, markOf, SIGNS } from '../report.js';
import { behaviourWords, durationWords, endWords, passedOf } from '../words.js';
import { timeline } from './timeline.js';

const WORST_FIRST: readonly Mark[] = ['failed', 'known', 'skipped', 'passed'];

/** Scenarios of one level, those that failed first. */
export function level(name: 'MUST' | 'SHOULD', { results, baseline }: CheckSummary): string {
  const own = results.filter((result) => result.level === name);
  if (own.length === 0) return '';
  const marked = own.map((result) => ({ result, mark: markOf(result, baseline) }));
  const ordered = WORST_FIRST.flatMap((mark) => marked.filter((one) => one.mark === mark));
  return `<section>
<h2>${name} <span class="muted">${passedOf(own)} passed</span></h2>
${ordered.map(({ result, mark }) => scenario(result, mark)).join('\n')}
</section>`;
}

function scenario(result: ScenarioResult, mark: Mark): string {
  const { id, title, reason, row, findings, runs, durationMs } = result;
  const time = mark === 'skipped' ? '' : durationWords(durationMs);
  return `<details class="scenario ${mark}"${mark === 'failed' ? ' open' : ''} id="${escapeMarkup(id)}">
<summary><span class="sign" role="img" aria-label="${mark}">${SIGNS[mark]}</span> <span class="title">${escapeMarkup(title)}</span> <code>${escapeMarkup(id)}</code> <span class="time">${time}</span></summary>
${findings.length === 0 ? '' : `<ul class="findings">${findings.map((finding) => `<li>${escapeMarkup(finding)}`).join('')}</ul>`}
<p>${escapeMarkup(reason)}</p>
<p class="muted">Stands on <code>${row}</code> <span class="standing ${standingOf(row)}">${standingOf(row)}</span> ${escapeMarkup(behaviourWords(row))}</p>
${runs.length === 0 ? '' : timeline(result)}
${runs.map(output).join('\n')}
</details>`;
}

function output(run: SenderRun, index: number, runs: readonly SenderRun[]): string {
  const which = runs.length > 1 ? `Start ${index + 1}: it` : 'It';
  const ended = escapeMarkup(endWords(run));
  const printed = run.output.trimEnd();
  if (printed === '') return `<p class="muted">${which} ${ended}, and printed nothing.</p>`;
  return `<p class="muted">${which} ${ended}, and printed:</p>
<pre tabindex="0">${escapeMarkup(printed)}</pre>`;
}
