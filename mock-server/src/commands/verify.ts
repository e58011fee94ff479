import { writeFile } from 'node:fs/promises';
import { PactFileError, PactMissingError, runSequence, SequenceError, verifyPacts } from 'imshop-contracts/pact';
import { jsonText } from '../base/json-text.js';
import { VERSION } from '../base/version.js';
import { harmless } from '../tools/verify/harmless.js';
import { htmlReport } from '../tools/verify/html-report.js';
import { junitReport } from '../tools/verify/junit-report.js';
import type { Outcome, VerifyReport } from '../tools/verify/outcome.js';
import { startProvider } from '../tools/verify/provider.js';
import { NoSourceError, readSources, type Sources } from '../tools/verify/sources.js';
import { textReport } from '../tools/verify/text-report.js';
import { EXIT } from './exit.js';
import { tell } from './tell.js';
import { checkWritable } from './writable.js';

/** The flags of `verify`, unchecked. */
export interface VerifyFlags {
  readonly json?: true;
  readonly junit?: string;
  readonly html?: string;
  readonly token?: string;
  readonly path?: string;
}

/** Verifies pacts and sequences against a mock of its own: exit 0 where all hold, 1 where one does not, 2 where it could not run. */
export async function verify(names: readonly string[], flags: VerifyFlags): Promise<number> {
  if (flags.junit !== undefined) await checkWritable('--junit', flags.junit);
  if (flags.html !== undefined) await checkWritable('--html', flags.html);
  let report: VerifyReport;
  try {
    const sources = await readSources(names, flags.token ?? process.env['PACT_BROKER_TOKEN']);
    report = reportOf(await outcomesOf(sources, flags.path));
  } catch (error) {
    if (!isExpected(error)) throw error;
    tell(error.message);
    return EXIT.usage;
  }
  const shown = harmless(report);
  if (flags.junit !== undefined) await writeFile(flags.junit, junitReport(shown));
  if (flags.html !== undefined) await writeFile(flags.html, htmlReport(shown));
  process.stdout.write(flags.json ? `${jsonText(report)}\n` : textReport(shown));
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
