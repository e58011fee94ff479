import { RATE_LIMIT_REQUESTS, RATE_LIMIT_WINDOW_MS } from 'imshop-contracts';
import type { Compliance, Expectation, LedgerReport, Verification } from '../../../api/reports.js';
import { RECORD } from './requests.js';

export const LEDGER: LedgerReport = {
  once: 311,
  duplicated: [{ userId: '79999999999', times: 2, message: { title: 'Your order is ready', summary: 'Pick it up' } }],
  requests: 41,
  acceptedRequests: 40,
  forgotten: 0,
};

export const COMPLIANCE: Compliance = {
  requests: 41,
  acceptedRequests: 40,
  mostInWindow: { requests: 11, windowMs: RATE_LIMIT_WINDOW_MS, limit: RATE_LIMIT_REQUESTS, kept: false },
  insideRetryAfter: 0,
  wastedCalls: 1,
  batching: { userIds: 312, actualRequests: 40, optimalRequests: 1, score: 0.025 },
  drain: { actualMs: 180_000, optimalMs: 0 },
  evicted: 0,
  bodiesCut: 0,
};

/** Bodies of `verify`, by what they expect. */
export const EXPECTATIONS: Readonly<Record<string, Expectation>> = {
  'any-push': {},
  'exactly-one': { count: 1, userIds: ['79999999999'], match: { message: { title: 'Your order is ready' } } },
  'no-refusal': { atMost: 0, outcome: 'bad-request' },
  'between-two-and-five': { atLeast: 2, atMost: 5, outcome: 'any', waitMs: 0 },
};

/** Answers of `verify`, by their result. */
export const VERIFICATIONS: Readonly<Record<Verification['result'], Verification>> = {
  pass: { result: 'pass', found: 1, nearest: [] },
  fail: {
    result: 'fail',
    found: 0,
    nearest: [
      {
        requestId: RECORD.id,
        differences: [{ path: 'message.title', expected: 'Your order is ready', actual: 'Your order is late' }],
      },
    ],
  },
  inconclusive: { result: 'inconclusive', found: 0, nearest: [] },
};
