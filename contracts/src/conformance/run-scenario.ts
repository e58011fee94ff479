import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAX_USER_IDS, RATE_LIMIT_REQUESTS, RATE_LIMIT_WINDOW_MS } from '../limits.js';
import type { Delivery, Evidence } from './evidence.js';
import { endsByItself, sendsSomething } from './expectations.js';
import { masked } from './mask.js';
import { once } from './play.js';
import type { ScenarioResult, Verdict } from './result.js';
import type { Scenario } from './scenario.js';
import type { Sender } from './sender.js';
import { ScenarioStage } from './stage.js';
import { timelineOf } from './timeline.js';
import type { Assumptions, StartVendor, Terms, VendorSetup } from './vendor.js';

/** What every scenario of a run shares. */
export interface RunTerms {
  readonly sender: Sender;
  readonly startVendor: StartVendor;
  readonly terms: Terms;
  readonly delivery: Delivery;
  /** Longest that a scenario may take, beside what its pushes take at the vendor's own pace. */
  readonly timeoutMs: number;
  /** Port of the mock; 0 for a free one each time. */
  readonly port: number;
  readonly showIds: boolean;
  readonly signal: AbortSignal;
}

/** Plays one scenario with a fresh mock and judges what happened. */
export async function runScenario(
  scenario: Scenario,
  assumptions: Assumptions,
  shared: RunTerms,
): Promise<ScenarioResult> {
  const { job, play = once } = scenario;
  if (play.interrupts && !shared.sender.canBeInterrupted) {
    return resultOf(scenario, shared, 'skipped', ['a service that was not started here cannot be ended']);
  }
  const folder = await mkdtemp(join(tmpdir(), 'imshop-check-'));
  const stage = new ScenarioStage(job, setupOf(scenario, assumptions, shared), {
    ...shared,
    folder,
    limitMs: limitOf(scenario, shared),
  });
  try {
    await stage.play(play);
    return judged(scenario, shared, await stage.evidence(shared.delivery));
  } finally {
    await stage.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function judged(scenario: Scenario, shared: RunTerms, evidence: Evidence): ScenarioResult {
  const always = scenario.play?.refuses ? [endsByItself] : [endsByItself, sendsSomething];
  const findings = new Set([...always, ...scenario.expect].flatMap((holds) => holds(evidence)));
  const verdict = findings.size === 0 ? 'passed' : 'failed';
  const result: ScenarioResult = {
    ...resultOf(scenario, shared, verdict, [...findings]),
    runs: evidence.runs,
    timeline: timelineOf(evidence),
    durationMs: (evidence.runs.at(-1)?.endedAtMs ?? 0) - (evidence.runs[0]?.startedAtMs ?? 0),
  };
  return shared.showIds ? result : masked(result, evidence);
}

function resultOf(
  { id, level, title, reason, row }: Scenario,
  { terms }: RunTerms,
  verdict: Verdict,
  findings: readonly string[],
): ScenarioResult {
  const { requests: limit, windowMs } = terms;
  return { id, level, title, reason, row, verdict, findings, runs: [], timeline: [], limit, windowMs, durationMs: 0 };
}

function setupOf({ vendor }: Scenario, assumptions: Assumptions, { terms, port }: RunTerms): VendorSetup {
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
function limitOf({ job }: Scenario, { timeoutMs }: RunTerms): number {
  const waits = Math.ceil(job.userIds.length / MAX_USER_IDS) - 1;
  return timeoutMs + waits * 2 * Math.ceil(RATE_LIMIT_WINDOW_MS / RATE_LIMIT_REQUESTS);
}
