import { startMock } from 'imshop-mock';
import { expect, test } from 'vitest';
import { KINDS, prepare } from './kinds.js';
import { Sender } from './sender.js';

test('the weights of the kinds add up to a thousand', () => {
  expect(KINDS.reduce((sum, { weight }) => sum + weight, 0)).toBe(1000);
});

test('every kind of request ends as it says', async () => {
  await using mock = await startMock({ port: 0, rateLimit: '1000000/1s' });
  await prepare(mock);
  const sender = new Sender(Number(new URL(mock.origin).port));
  const endings: unknown[] = [];
  for (const { ending, request } of KINDS) endings.push(await sender.send(request(7), ending));
  sender.close();
  expect(endings).toEqual(KINDS.map(({ ending }) => ending));
});
