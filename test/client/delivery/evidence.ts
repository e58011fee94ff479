import type { WireResult } from 'imshop-push';

/** The result of a transport without a network. `NO_ANSWER` lasts until the client's time-out. */
export type Evidence = WireResult | typeof NO_ANSWER;

export const NO_ANSWER = 'no-answer';

const SUCCESS = '{"success":true}';

export function answered(status: number, body = '', headers: Readonly<Record<string, string>> = {}): WireResult {
  return { type: 'answered', status, headers: new Headers(headers), body };
}

export const accepted = answered(200, SUCCESS);

/** A 400 in the vendor's words. */
export function refused(message: string): WireResult {
  return answered(400, JSON.stringify({ error: 'Bad Request', message }));
}

/** The vendor's refusal of the ids at these positions. */
export function badIds(...positions: readonly number[]): WireResult {
  const faults = positions.map(
    (position) => `"userIds" at position ${position} fails because ["${position}" must be a string]`,
  );
  return refused(`child "userIds" fails because [${faults.join(', ')}]`);
}

export function cutOff(status: number): WireResult {
  return { type: 'answered', status, headers: new Headers(), body: null, error: new Error('the answer was cut off') };
}

export function notSent(code: string): WireResult {
  return { type: 'not-sent', error: failure(code) };
}

export function sent(code: string): WireResult {
  return { type: 'sent', error: failure(code) };
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}
