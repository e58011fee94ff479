import {
  type Evidence,
  SCENARIOS,
  type SenderEnd,
  type SenderRun,
  termsOf,
  type WireRequest,
} from 'imshop-contracts/conformance';
import { expect } from 'vitest';

const ALL_WELL: SenderEnd = { kind: 'exited', code: 0, left: 0 };
export const FAILED: SenderEnd = { kind: 'exited', code: 1, left: 0 };

export interface Story {
  /** Of the scenario that judges. */
  readonly id: string;
  readonly what: string;
  /** One for each request: the ids that it names, where not those of the job, and what else is not as usual. */
  readonly sent: readonly (Partial<WireRequest> & { readonly ids?: readonly string[] })[];
  readonly end?: SenderEnd;
  readonly more?: Partial<Evidence>;
  readonly findings: readonly (string | RegExp)[];
}

export const LATE = { atMs: 5000 };
export const REFUSED = { accepted: false, status: 400, outcome: 'bad-request' };

/** Expects the scenario to find in a story what that says, and no more. */
export function expectFindings({ id, sent, end = ALL_WELL, more, findings }: Story): void {
  const { expect: expectations, job } = scenario(id);
  const evidence: Evidence = {
    terms: termsOf('quick'),
    delivery: 'at-most-once',
    jobs: [job],
    runs: [runOf(end)],
    requests: sent.map((one) => request(id, one)),
    others: [],
    elsewhere: [],
    ...more,
  };
  const found = [...new Set(expectations.flatMap((holds) => holds(evidence)))];
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

/** A good request, but for what is given. */
export function request(id: string, { ids, ...unusual }: Story['sent'][number]): WireRequest {
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
    notBeforeMs: null,
    ...unusual,
  };
}

export function json(parameters: string) {
  return { 'content-type': `application/json${parameters}` };
}

function runOf(end: SenderEnd): SenderRun {
  return { startedAtMs: 900, endedAtMs: 6000, end, output: '', interrupted: false };
}
