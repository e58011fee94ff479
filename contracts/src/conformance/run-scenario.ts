import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAX_USER_IDS, RATE_LIMIT_REQUESTS, RATE_LIMIT_WINDOW_MS } from '../limits.js';
import type { Evidence } from './evidence.js';
import { endsCleanly } from './expectations/outcome.js';
import { sendsSomething } from './expectations/requests.js';
import type { Assumptions, MockSetup } from './mock.js';
import type { CheckConfig } from './options.js';
import { runOnce } from './procedures.js';
import { maskResult, type ScenarioResult, timelineOf, type Verdict } from './result.js';
import type { Scenario } from './scenario.js';
import { ScenarioRunner } from './scenario-runner.js';

/** Runs one scenario with a fresh mock and judges the sender. */
export async function runScenario(
  scenario: Scenario,
  assumptions: Assumptions,
  config: CheckConfig,
): Promise<ScenarioResult> {
  const { job, procedure = runOnce } = scenario;
  if (procedure.restartsSender && !config.sender.canBeRestarted) {
    return resultOf(scenario, config, 'skipped', ['check cannot restart a service that it did not start']);
  }
  const folder = await mkdtemp(join(tmpdir(), 'imshop-check-'));
  const runner = new ScenarioRunner(job, setupOf(scenario, assumptions, config), {
    ...config,
    folder,
    maxRunMs: maxRunMs(scenario, config),
    // A signal for each scenario: Node warns of a leak when hundreds listen to one.
    signal: AbortSignal.any([config.signal]),
  });
  try {
    await runner.run(procedure);
    return judge(scenario, config, await runner.evidence(config.delivery));
  } finally {
    await runner.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function judge(scenario: Scenario, config: CheckConfig, evidence: Evidence): ScenarioResult {
  const always = scenario.procedure?.refusesConnections ? [endsCleanly] : [endsCleanly, sendsSomething];
  const findings = new Set([...always, ...scenario.expect].flatMap((expectation) => expectation(evidence)));
  const verdict = findings.size === 0 ? 'passed' : 'failed';
  const result: ScenarioResult = {
    ...resultOf(scenario, config, verdict, [...findings]),
    runs: evidence.runs,
    timeline: timelineOf(evidence),
    durationMs: (evidence.runs.at(-1)?.endedAtMs ?? 0) - (evidence.runs[0]?.startedAtMs ?? 0),
  };
  return config.showIds ? result : maskResult(result, evidence);
}

function resultOf(
  { id, level, title, reason, row }: Scenario,
  { limits: { requests: limit, windowMs } }: CheckConfig,
  verdict: Verdict,
  findings: readonly string[],
): ScenarioResult {
  return { id, level, title, reason, row, verdict, findings, runs: [], timeline: [], limit, windowMs, durationMs: 0 };
}

function setupOf({ setup }: Scenario, assumptions: Assumptions, { limits, port }: CheckConfig): MockSetup {
  const { assumptions: changed = {}, ...changes } = setup?.(limits) ?? {};
  const { requests, windowMs } = limits;
  return {
    rateLimit: { requests, windowMs },
    available: true,
    maxUserIds: MAX_USER_IDS,
    faults: [],
    ...changes,
    assumptions: { ...assumptions, ...changed },
    port,
  };
}

/** Adds the time that a sender needs which ignores `limits` and keeps the vendor's rate; two senders double it. */
function maxRunMs({ job }: Scenario, { timeoutMs }: CheckConfig): number {
  const waits = Math.ceil(job.userIds.length / MAX_USER_IDS) - 1;
  return timeoutMs + waits * 2 * Math.ceil(RATE_LIMIT_WINDOW_MS / RATE_LIMIT_REQUESTS);
}
