import { test } from 'vitest';
import { type EvidenceCase, EXIT_1, expectFindings, LATE, REFUSED, request } from './evidence-case.js';

const OVER_LIMIT = { accepted: false, status: 429, outcome: 'rate-limited' };
const LOST = { status: null, outcome: 'faulted' };

const CASES: readonly EvidenceCase[] = [
  {
    id: 'pace-sliding',
    name: 'a 429 that was waited for',
    sent: [OVER_LIMIT, LATE],
    findings: ['1 of 2 requests exceeded the rate limit (status 429)'],
  },
  {
    id: 'retry-after-seconds',
    name: 'a request 1 ms early',
    sent: [{ ...OVER_LIMIT, retryAtMs: 4000 }, { atMs: 3999 }],
    findings: ['request 2 came 1 ms before Retry-After allowed it'],
  },
  {
    id: 'retry-after-seconds',
    name: 'a request in time',
    sent: [{ ...OVER_LIMIT, retryAtMs: 4000 }, { atMs: 4000 }],
    findings: [],
  },
  {
    id: 'retry-after-seconds',
    name: 'a push given up after a 429',
    sent: [{ ...OVER_LIMIT, retryAtMs: 4000 }],
    end: EXIT_1,
    findings: ['customer user-00001 did not receive the push'],
  },
  {
    id: 'retry-after-absent',
    name: 'a request at once',
    sent: [OVER_LIMIT, { atMs: 1199 }],
    findings: ['request 2 came 199 ms after a 429; the rate limit allows one request every 200 ms'],
  },
  { id: 'retry-after-absent', name: 'a request in time', sent: [OVER_LIMIT, { atMs: 1200 }], findings: [] },
  { id: 'retry-after-huge', name: 'a push given up', sent: [OVER_LIMIT], end: EXIT_1, findings: [] },
  {
    id: 'retry-after-huge',
    name: 'a push given up and not reported',
    sent: [OVER_LIMIT],
    findings: ['the sender exited with 0, but customer user-00001 did not receive the push'],
  },
  {
    id: 'success-false',
    name: 'success without a delivery',
    sent: [{ accepted: false }],
    findings: ['the sender exited with 0, but no customer received the push'],
  },
  {
    id: 'bad-request',
    name: 'the same body again',
    sent: [REFUSED, { ...REFUSED, ...LATE }],
    end: EXIT_1,
    findings: [
      'request 2 repeats a body that was refused',
      /^the sender did not print the vendor's message: must contain/,
    ],
  },
  {
    id: 'redirect',
    name: 'a redirect that is followed',
    sent: [{ accepted: false, status: 307 }],
    end: EXIT_1,
    more: { redirectedRequests: [request('redirect', {})] },
    findings: ['the sender followed the redirect and sent 1 request'],
  },
  { id: 'reset', name: 'an unknown result, reported', sent: [{ ...LOST, accepted: false }], end: EXIT_1, findings: [] },
  { id: 'reset', name: 'a repeated request', sent: [{ ...LOST, accepted: false }, LATE], findings: [] },
  {
    id: 'reset',
    name: 'an unknown result, reported by an at-least-once sender',
    sent: [{ ...LOST, accepted: false }],
    end: EXIT_1,
    more: { delivery: 'at-least-once' },
    findings: ['customer user-00001 did not receive the push'],
  },
  {
    id: 'accepted-then-reset',
    name: 'a repeated request',
    sent: [LOST, LATE],
    end: EXIT_1,
    findings: ['customer user-00001 received the push more than once'],
  },
  {
    id: 'accepted-then-reset',
    name: 'a repeated request of an at-least-once sender',
    sent: [LOST, LATE],
    more: { delivery: 'at-least-once' },
    findings: [],
  },
  {
    id: 'accepted-then-reset',
    name: 'a report of success',
    sent: [LOST],
    findings: ['the sender exited with 0, although it cannot know whether the push was accepted'],
  },
];

test.each(CASES)('$id: $name', expectFindings);
