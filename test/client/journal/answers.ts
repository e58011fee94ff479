import { INTEGRATION_UNAVAILABLE } from 'imshop-contracts';
import type { WireResult } from 'imshop-push';

/** What an answer, or its absence, proves to the sender about its request. */
export type Proof = 'delivered' | 'not-delivered' | 'nothing';

/** What one request meets. */
export interface Answer {
  /** Whether the request reaches the vendor at all. */
  readonly arrives: boolean;
  readonly delivers: boolean;
  readonly proves: Proof;
  /** What the sender is told; `undefined` for nothing until it gives up. */
  readonly tells: (size: number) => WireResult | undefined;
  /** Milliseconds during which no other request may come. @default a gap of the limit */
  readonly quietMs?: number;
}

const RESET: WireResult = { type: 'sent', error: new Error('read ECONNRESET') };
const REFUSED: WireResult = { type: 'not-sent', error: new Error('connect ECONNREFUSED') };

const answered = (status: number, body: object | string, headers = {}): WireResult => ({
  type: 'answered',
  status,
  headers: new Headers(headers),
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

const badRequest = (message: string) => answered(400, { statusCode: 400, error: 'Bad Request', message });
const badPosition = (at: number) =>
  badRequest(`child "userIds" fails because ["userIds" at position ${at} fails because ["${at}" must be a string]]`);
const badTitle = badRequest('child "message" fails because [child "title" fails because ["title" is required]]');

const took = { arrives: true, delivers: true, proves: 'nothing' } as const;
const lostIt = { arrives: true, delivers: false, proves: 'nothing' } as const;
const refused = { arrives: true, delivers: false, proves: 'not-delivered' } as const;

/** Everything that can happen to a request, by name. */
export const ANSWERS = {
  ok: { ...took, proves: 'delivered', tells: () => answered(200, { success: true }) },
  'reset after delivery': { ...took, tells: () => RESET },
  'reset before delivery': { ...lostIt, tells: () => RESET },
  'no answer after delivery': { ...took, tells: () => undefined },
  'no answer': { ...lostIt, tells: () => undefined },
  '503 after delivery': { ...took, tells: () => answered(503, '') },
  '503': { ...lostIt, tells: () => answered(503, '') },
  'garbled 200': { ...took, tells: () => answered(200, '{"succ') },
  'not sent': { ...refused, arrives: false, tells: () => REFUSED },
  '429': { ...refused, quietMs: 60_000, tells: () => answered(429, '', { 'retry-after': '60' }) },
  '413': { ...refused, tells: () => answered(413, '') },
  'bad id': { ...refused, tells: (size) => badPosition(size - 1) },
  'bad message': { ...refused, tells: () => badTitle },
  'switched off': { ...refused, tells: () => answered(200, { success: false, error: INTEGRATION_UNAVAILABLE }) },
} as const satisfies Readonly<Record<string, Answer>>;

export type AnswerName = keyof typeof ANSWERS;

export const ANSWER_NAMES = Object.keys(ANSWERS) as AnswerName[];
