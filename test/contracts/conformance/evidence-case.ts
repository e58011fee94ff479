import {
  type Evidence,
  type RecordedRequest,
  runLimits,
  SCENARIOS,
  type SenderEnd,
  type SenderRun,
} from 'imshop-contracts/conformance';
import { expect } from 'vitest';

const EXIT_0: SenderEnd = { type: 'exited', code: 0, processesLeft: 0 };
export const EXIT_1: SenderEnd = { type: 'exited', code: 1, processesLeft: 0 };

/** Evidence for one scenario, and the findings that it must lead to. */
export interface EvidenceCase {
  /** The id of the scenario. */
  readonly id: string;
  readonly name: string;
  /** The requests of the sender: good ones with the changes given here; `ids` replaces the ids of the job. */
  readonly sent: readonly (Partial<RecordedRequest> & { readonly ids?: readonly string[] })[];
  /** @default exit code 0 */
  readonly end?: SenderEnd;
  readonly more?: Partial<Evidence>;
  readonly findings: readonly (string | RegExp)[];
}

export const LATE = { atMs: 5000 };
export const REFUSED = { accepted: false, status: 400, outcome: 'bad-request' };

/** Expects exactly the findings of the case. */
export function expectFindings({ id, sent, end = EXIT_0, more, findings }: EvidenceCase): void {
  const { expect: expectations, job } = scenario(id);
  const evidence: Evidence = {
    limits: runLimits('quick'),
    delivery: 'at-most-once',
    jobs: [job],
    runs: [runOf(end)],
    requests: sent.map((one) => request(id, one)),
    otherRequests: [],
    redirectedRequests: [],
    ...more,
  };
  const found = [...new Set(expectations.flatMap((expectation) => expectation(evidence)))];
  expect(found).toEqual(findings.map((one) => (typeof one === 'string' ? one : expect.stringMatching(one))));
}

function scenario(id: string) {
  const found = SCENARIOS.find((one) => one.id === id);
  if (!found) throw new Error(`there is no scenario ${id}`);
  return found;
}

export function jobOf(id: string) {
  return scenario(id).job;
}

/** A good request with some changes. */
export function request(id: string, { ids, ...changes }: EvidenceCase['sent'][number]): RecordedRequest {
  const { job } = scenario(id);
  return {
    id: 'shop-1',
    atMs: 1000,
    durationMs: 2,
    method: 'POST',
    headers: json(''),
    body: { ...job, userIds: ids ?? job.userIds },
    outcome: 'accepted',
    status: 200,
    fault: null,
    accepted: true,
    retryAtMs: null,
    ...changes,
  };
}

export function json(parameters: string) {
  return { 'content-type': `application/json${parameters}` };
}

function runOf(end: SenderEnd): SenderRun {
  return { startedAtMs: 900, endedAtMs: 6000, end, output: '', interrupted: false };
}
