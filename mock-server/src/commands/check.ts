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
import { jsonText } from '../base/json-text.js';
import { VERSION } from '../base/version.js';
import {
  type CheckSummary,
  htmlReport,
  junitReport,
  startCheckMock,
  startProgress,
  styleFor,
  textReport,
} from '../tools/check/index.js';
import { type CheckFlags, type CheckPlan, checkPlan } from '../tools/check/options.js';
import { neverStarted } from '../tools/check/report.js';
import { EXIT } from './exit.js';
import { tell } from './tell.js';
import { untilStopped } from './until-stopped.js';
import { checkWritable } from './writable.js';

/** Where nobody looks at a terminal. */
const WIDTH_COLUMNS = 120;
/** Narrower, a table is no longer one. */
const LEAST_WIDTH_COLUMNS = 60;
const NOTHING_KNOWN: Baseline = { knownFailures: [] };

/** Scores a sender: exit 0 where it does all that it must, 1 where not, 2 where the run itself failed. */
export async function check(command: readonly string[], flags: CheckFlags): Promise<number> {
  if (flags.list) return list();
  const plan = checkPlan(command, flags);
  return untilStopped((stopped) => scored(plan, flags, stopped));
}

async function scored(plan: CheckPlan, flags: CheckFlags, stopped: AbortSignal): Promise<number> {
  try {
    const baseline = flags.baseline === undefined ? NOTHING_KNOWN : await baselineFrom(flags.baseline);
    if (flags.junit !== undefined) await checkWritable('--junit', flags.junit);
    if (flags.html !== undefined) await checkWritable('--html', flags.html);
    if (flags.saveBaseline !== undefined) await checkWritable('--save-baseline', flags.saveBaseline);
    const summary = await played(plan, flags.matrix === true, baseline, stopped);
    await report(summary, flags);
    if (neverStarted(summary) !== undefined) return EXIT.usage;
    return summary.ok ? EXIT.ok : EXIT.failed;
  } catch (error) {
    if (!isExpected(error, stopped)) throw error;
    tell(stopped.aborted ? 'stopped before the end; nothing is scored' : error.message);
    return EXIT.usage;
  }
}

async function played(
  plan: CheckPlan,
  isMatrix: boolean,
  baseline: Baseline,
  signal: AbortSignal,
): Promise<CheckSummary> {
  const { named, realTime, ...checked } = plan;
  const { delivery, limits, scenarios } = checked;
  const began = new Date();
  const progress = startProgress(isMatrix ? countRuns(scenarios) : scenarios.length, process.stderr);
  const options = { ...checked, startMock: startCheckMock, signal, onResult: progress.done };
  try {
    const matrix = isMatrix ? await runMatrix(options) : undefined;
    const results =
      matrix?.flatMap(({ cells }) => cells.map(({ result }) => result)) ?? (await runConformance(options));
    const comparison = compareWithBaseline(results, baseline);
    return {
      verifiedAgainst: `imshop-mock ${VERSION}`,
      sender: named,
      startedAt: began.toISOString(),
      durationMs: Date.now() - began.getTime(),
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
  const widthColumns = Math.max(LEAST_WIDTH_COLUMNS, process.stdout.columns || WIDTH_COLUMNS);
  const style = styleFor(process.stdout);
  process.stdout.write(json ? `${jsonText(summary)}\n` : textReport(summary, { widthColumns, style }));
}

/** @throws {BaselineError} */
async function baselineFrom(path: string): Promise<Baseline> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new BaselineError(`${path} cannot be read (${error.code})`);
  });
  return parseBaseline(
    text,
    path,
    [...SCENARIOS, ...MATRIX_SCENARIOS].map(({ id }) => id),
  );
}

/** What is asked of a sender, without one. */
function list(): number {
  for (const { id, level, title, reason, row } of SCENARIOS) {
    process.stdout.write(`${level.padEnd(6)} ${id}\n       ${title}\n       ${reason} [${row}]\n`);
  }
  return EXIT.ok;
}

function isExpected(error: unknown, { aborted }: AbortSignal): error is Error {
  return aborted || error instanceof BaselineError || error instanceof MockStartError;
}
