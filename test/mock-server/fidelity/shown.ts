import type { FidelityId } from 'imshop-contracts';
import type { Integration } from 'imshop-mock';
import { expect } from 'vitest';
import { type Posted, post } from '../post.js';

/** Rows of the fidelity table, shown: what is sent to an integration of its own, and what must come back. */
export type Shown = Readonly<Record<FidelityId, (integration: Integration) => Promise<void>>>;

export const OK = '{"success":true}';
export const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index));
export const badRequest = (message: string): string => JSON.stringify({ error: 'Bad Request', message });

export async function answers(
  url: string,
  body: string | Uint8Array,
  status: number,
  expected: string,
  headers: Record<string, string> = {},
): Promise<Posted> {
  const posted = await post(url, body, headers);
  expect([posted.status, posted.body]).toEqual([status, expected]);
  expect(posted.headers.get('content-type')).toBe('application/json; charset=utf-8');
  return posted;
}

export function standing({ headers }: Posted): string | null {
  return headers.get('x-mock-standing');
}
