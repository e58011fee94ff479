import { readFile, writeFile } from 'node:fs/promises';
import {
  type Baseline,
  BaselineError,
  compareWithBaseline,
  countRuns,
  createBaseline,
  MATRIX_SCENARIOS,
  parseBaseline,
  runConformance,
  runMatrix,
  SCENARIOS,
} from 'imshop-contracts/conformance';
import { MockStartError } from '../base/errors.js';
import { safeJson } from '../base/text.js';
import { VERSION } from '../base/version.js';
import {
  type CheckSummary,
  createColorizer,
  htmlReport,
  junitReport,
  startCheckMock,
  startProgress,
  textReport,
} from '../tools/check/index.js';
import { CHECK_FLAGS, type CheckFlags, type CheckPlan, checkPlan } from '../tools/check/options.js';
import { neverStarted } from '../tools/check/summary.js';
import { assertWritable, type Command, EXIT, printError, withAbortOnStopSignal } from './command.js';

/** Width of the table if the output is not a terminal, and the least that holds one. */
const WIDTH_COLUMNS = 120;
const MIN_WIDTH_COLUMNS = 60;
const EMPTY_BASELINE: Baseline = { knownFailures: [] };

/** Runs the conformance scenarios against a sender. Exits 0 if all MUST pass, 1 if some fail, 2 if it could not run. */
export const check: Command<typeof CHECK_FLAGS> = {
  operands: {
    name: 'COMMAND',
    help: 'the sender; it reads IMSHOP_PUSH_URL, IMSHOP_JOB, IMSHOP_RATE_LIMIT_... and exits',
    isProgram: true,
    isOptional: true,
  },
  flags: CHECK_FLAGS,
  async run(flags, sender) {
    if (flags.list) return printScenarios();
    const plan = checkPlan(sender, flags);
    return withAbortOnStopSignal((stopped) => score(plan, flags, stopped));
  },
};

async function score(plan: CheckPlan, flags: CheckFlags, stopped: AbortSignal): Promise<number> {
  try {
    const baseline = flags.baseline === undefined ? EMPTY_BASELINE : await readBaseline(flags.baseline);
    if (flags.junit !== undefined) await assertWritable('--junit', flags.junit);
    if (flags.html !== undefined) await assertWritable('--html', flags.html);
    if (flags.saveBaseline !== undefined) await assertWritable('--save-baseline', flags.saveBaseline);
    const summary = await runScenarios(plan, flags.matrix === true, baseline, stopped);
    await report(summary, flags);
    if (neverStarted(summary) !== undefined) return EXIT.notRun;
    return summary.ok ? EXIT.ok : EXIT.failed;
  } catch (error) {
    if (!isExpected(error, stopped)) throw error;
    printError(stopped.aborted ? 'stopped before the end; nothing is scored' : error.message);
    return EXIT.notRun;
  }
}

async function runScenarios(
  plan: CheckPlan,
  isMatrix: boolean,
  baseline: Baseline,
  signal: AbortSignal,
): Promise<CheckSummary> {
  const { senderName, realTime, ...checked } = plan;
  const { delivery, limits, scenarios } = checked;
  const startedAt = new Date();
  const progress = startProgress(isMatrix ? countRuns(scenarios) : scenarios.length, process.stderr);
  const options = { ...checked, startMock: startCheckMock, signal, onResult: progress.done };
  try {
    const matrix = isMatrix ? await runMatrix(options) : undefined;
    const results =
      matrix?.flatMap(({ cells }) => cells.map(({ result }) => result)) ?? (await runConformance(options));
    const comparison = compareWithBaseline(results, baseline);
    return {
      verifiedAgainst: `imshop-mock ${VERSION}`,
      sender: senderName,
      startedAt: startedAt.toISOString(),
      durationMs: Date.now() - startedAt.getTime(),
      realTime,
      delivery,
      limits,
      results,
      ...(matrix && { matrix }),
      baseline: comparison,
      ok: comparison.blocking.length === 0,
    };
  } finally {
    progress.stop();
  }
}

async function report(summary: CheckSummary, { json, junit, html, saveBaseline }: CheckFlags): Promise<void> {
  if (junit !== undefined) await writeFile(junit, junitReport(summary));
  if (html !== undefined) await writeFile(html, htmlReport(summary));
  if (saveBaseline !== undefined) {
    await writeFile(saveBaseline, `${JSON.stringify(createBaseline(summary.results), null, 2)}\n`);
  }
  // Terminals that do not know their width say 0.
  const widthColumns = Math.max(MIN_WIDTH_COLUMNS, process.stdout.columns || WIDTH_COLUMNS);
  const colorize = createColorizer(process.stdout);
  process.stdout.write(json ? `${safeJson(summary)}\n` : textReport(summary, { widthColumns, colorize }));
}

/** @throws {BaselineError} */
async function readBaseline(path: string): Promise<Baseline> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new BaselineError(`${path} cannot be read (${error.code})`);
  });
  return parseBaseline(
    text,
    path,
    [...SCENARIOS, ...MATRIX_SCENARIOS].map(({ id }) => id),
  );
}

function printScenarios(): number {
  for (const { id, level, title, reason, row } of SCENARIOS) {
    process.stdout.write(`${level.padEnd(6)} ${id}\n       ${title}\n       ${reason} [${row}]\n`);
  }
  return EXIT.ok;
}

function isExpected(error: unknown, { aborted }: AbortSignal): error is Error {
  return aborted || error instanceof BaselineError || error instanceof MockStartError;
}
