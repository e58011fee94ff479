import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAX_USER_IDS, RATE_LIMIT_REQUESTS, RATE_LIMIT_WINDOW_MS } from '../limits.js';
import type { Evidence } from './evidence.js';
import { endsByItself, sendsSomething } from './expectations/index.js';
import { masked } from './mask.js';
import type { CheckConfig } from './options.js';
import { once } from './play.js';
import type { ScenarioResult, Verdict } from './result.js';
import type { Scenario } from './scenario.js';
import { ScenarioStage } from './stage.js';
import { timelineOf } from './timeline.js';
import type { Assumptions, VendorSetup } from './vendor.js';

/** Plays one scenario with a fresh mock and judges what happened. */
export async function runScenario(
  scenario: Scenario,
  assumptions: Assumptions,
  config: CheckConfig,
): Promise<ScenarioResult> {
  const { job, play = once } = scenario;
  if (play.interrupts && !config.sender.canBeInterrupted) {
    return resultOf(scenario, config, 'skipped', ['a service that was not started here cannot be ended']);
  }
  const folder = await mkdtemp(join(tmpdir(), 'imshop-check-'));
  const stage = new ScenarioStage(job, setupOf(scenario, assumptions, config), {
    ...config,
    folder,
    limitMs: limitOf(scenario, config),
    // Its own, as hundreds that listen to one signal look like a leak.
    signal: AbortSignal.any([config.signal]),
  });
  try {
    await stage.play(play);
    return judged(scenario, config, await stage.evidence(config.delivery));
  } finally {
    await stage.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function judged(scenario: Scenario, config: CheckConfig, evidence: Evidence): ScenarioResult {
  const always = scenario.play?.refuses ? [endsByItself] : [endsByItself, sendsSomething];
  const findings = new Set([...always, ...scenario.expect].flatMap((holds) => holds(evidence)));
  const verdict = findings.size === 0 ? 'passed' : 'failed';
  const result: ScenarioResult = {
    ...resultOf(scenario, config, verdict, [...findings]),
    runs: evidence.runs,
    timeline: timelineOf(evidence),
    durationMs: (evidence.runs.at(-1)?.endedAtMs ?? 0) - (evidence.runs[0]?.startedAtMs ?? 0),
  };
  return config.showIds ? result : masked(result, evidence);
}

function resultOf(
  { id, level, title, reason, row }: Scenario,
  { terms }: CheckConfig,
  verdict: Verdict,
  findings: readonly string[],
): ScenarioResult {
  const { requests: limit, windowMs } = terms;
  return { id, level, title, reason, row, verdict, findings, runs: [], timeline: [], limit, windowMs, durationMs: 0 };
}

function setupOf({ vendor }: Scenario, assumptions: Assumptions, { terms, port }: CheckConfig): VendorSetup {
  const { assumptions: own = {}, ...setup } = vendor?.(terms) ?? {};
  const { requests, windowMs } = terms;
  return {
    rateLimit: { requests, windowMs },
    available: true,
    maxUserIds: MAX_USER_IDS,
    faults: [],
    ...setup,
    assumptions: { ...assumptions, ...own },
    port,
  };
}

/** A sender that does not read the rate keeps the vendor's; two that share it wait for each other. */
function limitOf({ job }: Scenario, { timeoutMs }: CheckConfig): number {
  const waits = Math.ceil(job.userIds.length / MAX_USER_IDS) - 1;
  return timeoutMs + waits * 2 * Math.ceil(RATE_LIMIT_WINDOW_MS / RATE_LIMIT_REQUESTS);
}
