import { test } from 'vitest';
import { expectFindings, FAILED, LATE, REFUSED, request, type Story } from './story.js';

const OVER = { accepted: false, status: 429, outcome: 'rate-limited' };
const LOST = { status: null, outcome: 'faulted' };

const STORIES: readonly Story[] = [
  {
    id: 'pace-sliding',
    what: 'a 429 that was waited for',
    sent: [OVER, LATE],
    findings: ['1 of 2 requests came over the limit (429)'],
  },
  {
    id: 'retry-after-seconds',
    what: 'a request a moment early',
    sent: [{ ...OVER, notBeforeMs: 4000 }, { atMs: 3999 }],
    findings: ['request 2 came 1 ms before Retry-After allowed it'],
  },
  {
    id: 'retry-after-seconds',
    what: 'a request in time',
    sent: [{ ...OVER, notBeforeMs: 4000 }, { atMs: 4000 }],
    findings: [],
  },
  {
    id: 'retry-after-seconds',
    what: 'a push given up after a 429',
    sent: [{ ...OVER, notBeforeMs: 4000 }],
    end: FAILED,
    findings: ['customer user-00001 was not pushed'],
  },
  {
    id: 'retry-after-absent',
    what: 'a request at once',
    sent: [OVER, { atMs: 1199 }],
    findings: ["request 2 came 199 ms after a 429; the limit's pace is 200 ms"],
  },
  { id: 'retry-after-absent', what: 'a request in time', sent: [OVER, { atMs: 1200 }], findings: [] },
  { id: 'retry-after-huge', what: 'giving up', sent: [OVER], end: FAILED, findings: [] },
  {
    id: 'retry-after-huge',
    what: 'giving up without a word',
    sent: [OVER],
    findings: ['it exited with 0, but customer user-00001 was not pushed'],
  },
  {
    id: 'success-false',
    what: 'success without a push',
    sent: [{ accepted: false }],
    findings: ['it exited with 0, but nobody was pushed'],
  },
  {
    id: 'bad-request',
    what: 'the same again',
    sent: [REFUSED, { ...REFUSED, ...LATE }],
    end: FAILED,
    findings: ['request 2 repeats a body that was refused', /^it does not show the vendor's words: must contain/],
  },
  {
    id: 'redirect',
    what: 'a redirect that is followed',
    sent: [{ accepted: false, status: 307 }],
    end: FAILED,
    more: { elsewhere: [request('redirect', {})] },
    findings: ['it followed the redirect to another address (1 times)'],
  },
  { id: 'reset', what: 'an unknown end that is told', sent: [{ ...LOST, accepted: false }], end: FAILED, findings: [] },
  { id: 'reset', what: 'sending again', sent: [{ ...LOST, accepted: false }, LATE], findings: [] },
  {
    id: 'reset',
    what: 'an unknown end that is told of a sender that declares at-least-once',
    sent: [{ ...LOST, accepted: false }],
    end: FAILED,
    more: { delivery: 'at-least-once' },
    findings: ['customer user-00001 was not pushed'],
  },
  {
    id: 'accepted-then-reset',
    what: 'sending again',
    sent: [LOST, LATE],
    end: FAILED,
    findings: ['customer user-00001 was pushed more than once'],
  },
  {
    id: 'accepted-then-reset',
    what: 'sending again where at-least-once is declared',
    sent: [LOST, LATE],
    more: { delivery: 'at-least-once' },
    findings: [],
  },
  {
    id: 'accepted-then-reset',
    what: 'saying that all went well',
    sent: [LOST],
    findings: ['it exited with 0, but cannot know whether the push was accepted'],
  },
];

test.each(STORIES)('$id: $what', expectFindings);
