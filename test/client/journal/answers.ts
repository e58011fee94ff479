import { INTEGRATION_UNAVAILABLE } from 'imshop-contracts';
import type { WireResult } from 'imshop-push';

/** The evidence that an answer, or its absence, gives the sender. */
export type Proof = 'delivered' | 'not-delivered' | 'nothing';

/** The fate of one request. */
export interface Answer {
  /** True if the request reaches the vendor. */
  readonly arrives: boolean;
  readonly delivers: boolean;
  readonly proves: Proof;
  /** The result for the sender; `undefined` for a request that times out. */
  readonly result: (size: number) => WireResult | undefined;
  /** Milliseconds during which no other request may arrive. @default a gap of the limit */
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

const taken = { arrives: true, delivers: true, proves: 'nothing' } as const;
const notTaken = { arrives: true, delivers: false, proves: 'nothing' } as const;
const refused = { arrives: true, delivers: false, proves: 'not-delivered' } as const;

/** All answers by name. */
export const ANSWERS = {
  ok: { ...taken, proves: 'delivered', result: () => answered(200, { success: true }) },
  'reset after delivery': { ...taken, result: () => RESET },
  'reset before delivery': { ...notTaken, result: () => RESET },
  'no answer after delivery': { ...taken, result: () => undefined },
  'no answer': { ...notTaken, result: () => undefined },
  '503 after delivery': { ...taken, result: () => answered(503, '') },
  '503': { ...notTaken, result: () => answered(503, '') },
  'garbled 200': { ...taken, result: () => answered(200, '{"succ') },
  'not sent': { ...refused, arrives: false, result: () => REFUSED },
  '429': { ...refused, quietMs: 60_000, result: () => answered(429, '', { 'retry-after': '60' }) },
  '413': { ...refused, result: () => answered(413, '') },
  'bad id': { ...refused, result: (size) => badPosition(size - 1) },
  'bad message': { ...refused, result: () => badTitle },
  'switched off': { ...refused, result: () => answered(200, { success: false, error: INTEGRATION_UNAVAILABLE }) },
} as const satisfies Readonly<Record<string, Answer>>;

export type AnswerName = keyof typeof ANSWERS;

export const ANSWER_NAMES = Object.keys(ANSWERS) as AnswerName[];
