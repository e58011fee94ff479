import { writeFile } from 'node:fs/promises';
import { PactFileError, PactMissingError, runSequence, SequenceError, verifyPacts } from 'imshop-contracts/pact';
import { safeJson } from '../base/text.js';
import { VERSION } from '../base/version.js';
import type { FlagValues } from '../settings/flags.js';
import { harmless } from '../tools/verify/harmless.js';
import { htmlReport } from '../tools/verify/html-report.js';
import { junitReport } from '../tools/verify/junit-report.js';
import type { Outcome, VerifyReport } from '../tools/verify/outcome.js';
import { startProvider } from '../tools/verify/provider.js';
import { NoSourceError, readSources, type Sources } from '../tools/verify/sources.js';
import { textReport } from '../tools/verify/text-report.js';
import { assertWritable, type Command, EXIT, printError } from './command.js';

const FLAGS = {
  json: { help: 'print one line of JSON' },
  junit: { argument: 'FILE', help: 'save a JUnit report for CI' },
  html: { argument: 'FILE', help: 'save a report as a page' },
  token: { argument: 'TOKEN', help: 'bearer token of the broker (default: PACT_BROKER_TOKEN)' },
  path: { argument: 'PATH', help: 'path of the emulated endpoint; :slug names the integration (default: /:slug/push)' },
} as const;

/** Verifies pacts and sequences against a temporary mock. Exits 0 if all hold, 1 if one differs, 2 if it could not run. */
export const verify: Command<typeof FLAGS> = {
  operands: { name: 'PACT', help: 'files, folders, patterns, or URLs of pacts at a broker' },
  flags: FLAGS,
  run: verifySources,
};

async function verifySources(flags: FlagValues<typeof FLAGS>, names: readonly string[]): Promise<number> {
  if (flags.junit !== undefined) await assertWritable('--junit', flags.junit);
  if (flags.html !== undefined) await assertWritable('--html', flags.html);
  let report: VerifyReport;
  try {
    const sources = await readSources(names, flags.token ?? process.env['PACT_BROKER_TOKEN']);
    report = reportOf(await outcomesOf(sources, flags.path));
  } catch (error) {
    if (!isExpected(error)) throw error;
    printError(error.message);
    return EXIT.notRun;
  }
  const shown = harmless(report);
  if (flags.junit !== undefined) await writeFile(flags.junit, junitReport(shown));
  if (flags.html !== undefined) await writeFile(flags.html, htmlReport(shown));
  process.stdout.write(flags.json ? `${safeJson(report)}\n` : textReport(shown));
  return report.ok ? EXIT.ok : EXIT.failed;
}

function isExpected(error: unknown): error is Error {
  return [PactFileError, PactMissingError, SequenceError, NoSourceError].some((kind) => error instanceof kind);
}

async function outcomesOf({ pacts, sequences }: Sources, path: string | undefined): Promise<readonly Outcome[]> {
  const verified = pacts.length === 0 ? [] : await verifyPacts(pacts, { startProvider: () => startProvider(path) });
  return [...verified.map(interactionOutcome), ...(await sequenceOutcomes(sequences, path))];
}

function interactionOutcome({
  findings,
  consumer: _,
  ...result
}: Awaited<ReturnType<typeof verifyPacts>>[number]): Outcome {
  return { kind: 'interaction', ...result, warnings: findings.filter(({ severity }) => severity === 'warning') };
}

async function sequenceOutcomes(sequences: Sources['sequences'], path: string | undefined): Promise<Outcome[]> {
  if (sequences.length === 0) return [];
  const provider = await startProvider(path);
  const outcomes: Outcome[] = [];
  try {
    for (const { source, sequence } of sequences) {
      const began = performance.now();
      const differences = await runSequence(sequence, provider);
      const durationMs = Math.round(performance.now() - began);
      const verdict = differences.length > 0 ? 'differs' : 'verified';
      outcomes.push({
        kind: 'sequence',
        source,
        description: sequence.name,
        states: [],
        verdict,
        differences,
        warnings: [],
        durationMs,
      });
    }
  } finally {
    await provider.close();
  }
  return outcomes;
}

function reportOf(outcomes: readonly Outcome[]): VerifyReport {
  const ok = outcomes.every(({ verdict }) => verdict === 'verified');
  return { verifiedAgainst: `imshop-mock ${VERSION}`, ok, outcomes };
}
