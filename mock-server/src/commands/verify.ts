import { writeFile } from 'node:fs/promises';
import { PactFileError, PactMissingError, SequenceError } from 'imshop-contracts/pact';
import { safeJson } from '../base/text.js';
import type { FlagValues } from '../settings/flags.js';
import { htmlReport, junitReport, sanitizeReport, textReport, type VerifyReport } from '../tools/verify/report.js';
import { NoSourceError, readSources } from '../tools/verify/sources.js';
import { verifySources } from '../tools/verify/verify-sources.js';
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
  run: runVerify,
};

async function runVerify(flags: FlagValues<typeof FLAGS>, names: readonly string[]): Promise<number> {
  if (flags.junit !== undefined) await assertWritable('--junit', flags.junit);
  if (flags.html !== undefined) await assertWritable('--html', flags.html);
  let report: VerifyReport;
  try {
    const sources = await readSources(names, flags.token ?? process.env['PACT_BROKER_TOKEN']);
    report = await verifySources(sources, flags.path);
  } catch (error) {
    if (!isExpected(error)) throw error;
    printError(error.message);
    return EXIT.notRun;
  }
  const safe = sanitizeReport(report);
  if (flags.junit !== undefined) await writeFile(flags.junit, junitReport(safe));
  if (flags.html !== undefined) await writeFile(flags.html, htmlReport(safe));
  process.stdout.write(flags.json ? `${safeJson(report)}\n` : textReport(safe));
  return report.ok ? EXIT.ok : EXIT.failed;
}

function isExpected(error: unknown): error is Error {
  return [PactFileError, PactMissingError, SequenceError, NoSourceError].some((kind) => error instanceof kind);
}
