import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeResult, requestTo, type Sender, transportOf } from './wire-state/describe-result.js';
import { accepts } from './wire-state/failing-servers.js';
import { plain, type Target } from './wire-state/recording-server.js';
import { ROWS_WITH_STATUS } from './wire-state/rows-with-status.js';
import { ROWS_WITHOUT_STATUS } from './wire-state/rows-without-status.js';

let good: Target;
beforeAll(async () => {
  good = await plain(accepts)(new AbortController());
});
afterAll(() => good[Symbol.asyncDispose]());

const SENDERS: readonly (readonly [name: string, sender: Sender])[] = [
  ['node:http', 'node'],
  ['fetch before its first answer', 'cold'],
  ['fetch after an answer', 'warm'],
];

const ROWS = [...ROWS_WITHOUT_STATUS, ...ROWS_WITH_STATUS].map((row) => [row.failure, row] as const);

describe.each(SENDERS)('the result of %s after', (_, sender) => {
  it.each(ROWS)('%s', async (_, { at, expected, aborted, bodyBytes = 0 }) => {
    const client = new AbortController();
    await using place = await at(client);
    const transport = await transportOf(sender, good.url);
    if (aborted === 'before') client.abort();
    const posted = transport.post(requestTo(place.url, 'x'.repeat(bodyBytes) || undefined), client.signal);
    if (aborted === 'at once') client.abort();
    const result = await posted;
    await transport.close?.();

    if (place.sawRequest) expect(result.type).not.toBe('not-sent');
    expect([expected[sender]].flat()).toContain(describeResult(result));
  });
});
