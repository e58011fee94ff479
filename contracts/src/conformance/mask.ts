import { customersOf, type Evidence } from './evidence.js';
import type { ScenarioResult } from './result.js';

/** What an id may consist of; text around it stays. */
const WORD = /[\p{L}\p{N}+_-]+/gu;

/** Ids may be phone numbers: reports show the end of each, enough to tell two apart. */
export function masked(result: ScenarioResult, evidence: Evidence): ScenarioResult {
  const ids = new Set(customersOf(evidence));
  const mask = (text: string) => text.replaceAll(WORD, (word) => (ids.has(word) ? maskedId(word) : word));
  return {
    ...result,
    findings: result.findings.map(mask),
    runs: result.runs.map((run) => ({ ...run, output: mask(run.output) })),
  };
}

const SHOWN = 2;

function maskedId(id: string): string {
  return `…${id.slice(-SHOWN)}`;
}
