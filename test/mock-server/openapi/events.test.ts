import { type Mock, startMock } from 'imshop-mock';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PUSH, post } from '../post.js';
import { Contract, type Schema } from './contract.js';
import { failEveryWay } from './faulted.js';
import { SLOW_MS } from './generated.js';
import { Coverage } from './json.js';

interface Sent {
  readonly type: string;
  readonly data: object;
}

let mock: Mock;
let contract: Contract;
let schemas: Readonly<Record<string, Schema>>;
let events: readonly Sent[];

beforeAll(async () => {
  mock = await startMock({ maxIntegrations: 2, rateLimit: { requests: 1, windowMs: 60_000 } });
  contract = await Contract.at(`${mock.origin}/_mock/openapi.json`);
  schemas = contract.operation('get /events').responses['200']?.content?.['text/event-stream']?.['x-events'] ?? {};
  await overflow();
  await happen();
  events = await everythingAfter(1);
}, SLOW_MS);
afterAll(() => mock.close());

test('every type of event is documented, and every documented type occurs', () => {
  expect([...new Set(events.map(({ type }) => type))].sort()).toEqual(Object.keys(schemas).sort());
});

test('every event is what the document says, and may hold no more', () => {
  for (const { type, data } of events) {
    expect(contract.faults(schemas[type] ?? {}, data), type).toBe('');
    const more = contract.faults(schemas[type] ?? {}, { ...data, 'unheard-of': 1 });
    expect(more, type).toContain('must NOT have additional properties');
  }
});

test('every documented property is in some event', () => {
  const coverage = new Coverage(contract);
  for (const { type, data } of events) coverage.add(schemas[type] ?? {}, data);
  expect(coverage.unseen.filter((claim) => !claim.includes('='))).toEqual([]);
});

/** More than are kept, so that the stream begins with a gap. */
async function overflow(): Promise<void> {
  for (let round = 0; round < 41; round += 1) {
    await Promise.all(Array.from({ length: 50 }, () => post(`${mock.origin}/nowhere`, PUSH)));
  }
}

/** One event of every other type; the last is `reset`. */
async function happen(): Promise<void> {
  const shop = mock.integration('shop');
  for (let round = 0; round < 2; round += 1) await post(shop.url, PUSH);
  await shop.patch({ rateLimit: null });
  await shop.patch({ rateLimit: { requests: 2 } });
  await failEveryWay(shop);
  await shop.clock({ advanceMs: 5 });
  await shop.deleteRequests();
  await shop.delete();
  for (const slug of ['a', 'b', 'c']) await mock.integration(slug).get();
  await mock.reset();
}

/** The stream, read by hand, until `reset`. */
async function everythingAfter(id: number): Promise<Sent[]> {
  const leaving = new AbortController();
  const headers = { 'last-event-id': String(id) };
  const { body } = await fetch(`${mock.origin}/_mock/events`, { headers, signal: leaving.signal });
  let text = '';
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (/\nevent: reset\n.*\n\n$/.test(text)) break;
  }
  leaving.abort();
  return [...text.matchAll(/^id: \d+\nevent: (.+)\ndata: (.+)\n\n/gm)].map(([, type = '', data = '']) => ({
    type,
    data: JSON.parse(data) as object,
  }));
}
