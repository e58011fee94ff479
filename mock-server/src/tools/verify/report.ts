import type { InteractionResult, LintFinding } from 'imshop-contracts/pact';
import { escapeMarkup, replaceControlChars } from '../../base/text.js';
import { type JunitCase, junitXml } from '../junit.js';

/** The result of one interaction of a pact, or of one sequence. */
export interface VerifyResult extends Omit<InteractionResult, 'consumer' | 'findings'> {
  readonly type: 'interaction' | 'sequence';
  /** Findings that do not fail the verification. */
  readonly warnings: readonly LintFinding[];
}

export interface VerifyReport {
  /** Name and version of the mock, such as `imshop-mock 0.1.0`: a mock is not the vendor. */
  readonly verifiedAgainst: string;
  readonly ok: boolean;
  readonly results: readonly VerifyResult[];
}

/** Replaces control characters in every text that comes from a pact, so that no report steers a terminal or a page. */
export function sanitizeReport(report: VerifyReport): VerifyReport {
  const sanitizeNote = <T extends { readonly path: string; readonly message: string }>(note: T): T => ({
    ...note,
    path: replaceControlChars(note.path),
    message: replaceControlChars(note.message),
  });
  return {
    ...report,
    results: report.results.map((result) => ({
      ...result,
      source: replaceControlChars(result.source),
      description: replaceControlChars(result.description),
      states: result.states.map(replaceControlChars),
      differences: result.differences.map(sanitizeNote),
      warnings: result.warnings.map(sanitizeNote),
    })),
  };
}

const SIGNS = { verified: '✓', differs: '✗', refused: '✗', 'not-reached': '✗' } as const;

/** Writes the report for people: a line for each result, by file, and below it the differences and warnings. */
export function textReport({ verifiedAgainst, results }: VerifyReport): string {
  const failed = results.filter(({ verdict }) => verdict !== 'verified').length;
  const lines = bySource(results).flatMap(([source, some]) => [source, ...some.flatMap(resultLines), '']);
  return `${[...lines, `${results.length - failed} verified, ${failed} failed, against ${verifiedAgainst}`].join('\n')}\n`;
}

function resultLines({ verdict, description, states, differences, warnings, durationMs }: VerifyResult): string[] {
  const given = states.length > 0 ? ` (given ${states.join(', ')})` : '';
  const failure = verdict === 'verified' ? '' : ` ${verdict}`;
  return [
    `  ${SIGNS[verdict]}${failure} ${description}${given}, ${durationMs} ms`,
    ...differences.map(({ path, message }) => `      ${path}: ${message}`),
    ...warnings.map(({ path, message }) => `      warning: ${path} ${message}`),
  ];
}

/** Writes the report as JUnit XML: a suite for each file, a case for each result. */
export function junitReport({ verifiedAgainst, results }: VerifyReport): string {
  const suites = bySource(results).map(([name, some]) => ({ name, cases: some.map(junitCase) }));
  return junitXml(`pacts against ${verifiedAgainst}`, suites);
}

function junitCase({
  description: name,
  source: classname,
  verdict,
  differences,
  durationMs,
}: VerifyResult): JunitCase {
  if (verdict === 'verified') return { name, classname, durationMs };
  const message = differences.map(({ path, message }) => `${path}: ${message}`).join('\n');
  return { name, classname, durationMs, failure: { type: verdict, message } };
}

function bySource(results: readonly VerifyResult[]): readonly (readonly [string, readonly VerifyResult[]])[] {
  const sources = [...new Set(results.map(({ source }) => source))];
  return sources.map((source) => [source, results.filter((result) => result.source === source)]);
}

/** Writes the report as a page without scripts and without resources from elsewhere. */
export function htmlReport({ verifiedAgainst, ok, results }: VerifyReport): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Pacts against ${escapeMarkup(verifiedAgainst)}</title>
<style>
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
  table { border-collapse: collapse; width: 100% }
  td, th { border-top: 1px solid #ccc; padding: .4rem .6rem; text-align: left; vertical-align: top }
  .verified { color: #17692d } .failed { color: #a01218 } code { font-size: .9em }
</style>
<h1>Pacts against ${escapeMarkup(verifiedAgainst)}: ${ok ? 'verified' : 'not verified'}</h1>
<table>
<tr><th>Verdict<th>Interaction<th>Differences<th>Source
${results.map(htmlRow).join('\n')}
</table>
</html>
`;
}

function htmlRow({ verdict, description, states, differences, warnings, source }: VerifyResult): string {
  const notes = [...differences, ...warnings].map(
    ({ path, message }) => `<code>${escapeMarkup(path)}</code> ${escapeMarkup(message)}`,
  );
  const given = states.length > 0 ? `<br>given ${escapeMarkup(states.join(', '))}` : '';
  const className = verdict === 'verified' ? 'verified' : 'failed';
  return `<tr><td class="${className}">${verdict}<td>${escapeMarkup(description)}${given}<td>${notes.join('<br>')}<td>${escapeMarkup(source)}`;
}
