import type { ScenarioResult, SenderRun } from 'imshop-contracts/conformance';
import type { Style } from './paper.js';
import type { Mark } from './report.js';
import { endWords, fidelityWords } from './words.js';

/** Lines of its output that are shown: the last ones say why it ended. */
const OUTPUT_LINES = 5;

/** What is wrong with a scenario, why that matters, and the last words of the sender; nothing of one that passed. */
export function detailLines(
  { findings, reason, row, runs }: ScenarioResult,
  mark: Mark,
  columns: number,
  style: Style,
): readonly string[] {
  if (mark === 'passed') return [];
  const lines = (colour: 'red' | 'yellow' | 'dim', texts: readonly string[]) =>
    texts.flatMap((text) => brokenWords(text, columns).map((line) => style(colour, line)));
  if (mark === 'skipped') return lines('dim', findings);
  return [
    ...lines(
      mark === 'known' ? 'yellow' : 'red',
      findings.map((finding) => `• ${finding}`),
    ),
    ...lines('dim', [`why: ${reason}`, `stands on ${fidelityWords(row)}`, ...runs.flatMap(lastWords)]),
  ];
}

function lastWords(run: SenderRun, index: number, runs: readonly SenderRun[]): readonly string[] {
  const which = runs.length > 1 ? `start ${index + 1}: ` : '';
  const output = run.output.trimEnd();
  if (output === '') return [`${which}it ${endWords(run)}, and printed nothing`];
  const lines = output.split('\n').slice(-OUTPUT_LINES);
  return [`${which}it ${endWords(run)}, and printed at last`, ...lines.map((line) => `│ ${line}`)];
}

/** A table wraps between words, and would cut one that is longer than its column. */
export function brokenWords(text: string, columns: number): readonly string[] {
  return text.replace(new RegExp(`\\S{${columns}}(?=\\S)`, 'gu'), '$&\n').split('\n');
}
