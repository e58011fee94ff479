import { tracingChannel } from 'node:diagnostics_channel';
import { setTimeout as after } from 'node:timers/promises';
import {
  ATTEMPT_CHANNEL,
  type AttemptTrace,
  ClientClosedError,
  PushClient,
  type PushEvent,
  type Transport,
} from 'imshop-push';
import { describe, expect, test } from 'vitest';
import { acceptAll, simulatedClient } from './simulated-client.js';

const PUSH = { userIds: ['79001', '79002', '79003'], message: { title: 'Very private', summary: 'Order 1042' } };
const SECRETS = new Set(['79001', '79002', '79003', 'Very private', 'Order 1042', 'secret-slug']);

/** A limit whose wait on the machine's clock never ends during a test. */
const ONE_A_DAY = { requests: 1, windowMs: 86_400_000 };

/** Answers with these statuses in turn, and then with the last one. */
function answering(...statuses: number[]): Transport {
  return {
    async post() {
      const status = statuses.length > 1 ? statuses.shift() : statuses[0];
      return status === 200 ? acceptAll : { ...acceptAll, status: status ?? 200, body: '{}' };
    },
  };
}

function describeEvent(event: PushEvent): string {
  switch (event.type) {
    case 'planned':
      return `planned ${event.plan.customers}`;
    case 'waiting':
      return `waiting ${event.reason}`;
    case 'attempt':
      return `attempt ${event.chunk}.${event.attempt}`;
    case 'settled':
      return `settled ${event.outcome.state}`;
    case 'rate-limited':
      return 'rate-limited';
    case 'halted':
      return `halted ${event.error.code}`;
    case 'done':
      return `done ${event.report.complete}`;
  }
}

describe('events', () => {
  test('report every step, in order', async () => {
    const events: PushEvent[] = [];
    const client = simulatedClient({
      transport: answering(200, 429, 408, 200, 403),
      chunkSize: 1,
      onEvent: (event) => events.push(event),
    });
    await client.send(PUSH);
    expect(events.map(describeEvent)).toEqual([
      'planned 3',
      'attempt 0.1',
      'settled accepted',
      'waiting rate-limit',
      'attempt 1.1',
      'rate-limited',
      'waiting rate-limit',
      'attempt 1.2',
      'waiting retry',
      'waiting rate-limit',
      'attempt 1.3',
      'settled accepted',
      'waiting rate-limit',
      'attempt 2.1',
      'halted MISCONFIGURED',
      'settled not-sent',
      'done false',
    ]);
  });

  test('hold neither ids nor texts nor the address when they are logged', async () => {
    const logged: string[] = [];
    const client = simulatedClient({
      transport: answering(200, 500, 404),
      chunkSize: 1,
      onEvent: (event) => logged.push(JSON.stringify(event)),
    });
    await client.send(PUSH);
    expect([...SECRETS].filter((secret) => logged.join().includes(secret))).toEqual([]);
  });

  test('do not end a run when their listener throws', async () => {
    const warned = new Promise<Error>((resolve) => process.once('warning', resolve));
    const client = simulatedClient({
      onEvent: (event) => {
        if (event.type === 'planned') throw new Error('a bug of the listener');
      },
    });
    expect((await client.send(PUSH)).complete).toBe(true);
    expect((await warned).message).toBe('a bug of the listener');
  });
});

describe('a stream', () => {
  test('gives the events and the report', async () => {
    const stream = simulatedClient({ chunkSize: 2 }).stream(PUSH);
    const seen: string[] = [];
    for await (const event of stream) seen.push(event.type);
    expect(seen).toEqual(['planned', 'attempt', 'settled', 'waiting', 'attempt', 'settled', 'done']);
    expect((await stream.report).counts.accepted).toBe(3);
  });

  test('stops the run when the loop is left', async () => {
    const stream = simulatedClient({ chunkSize: 1 }).stream(PUSH);
    for await (const { type } of stream) if (type === 'settled') break;
    const { counts, outcomes } = await stream.report;
    expect(counts.accepted).toBeGreaterThan(0);
    expect(counts.accepted + counts['not-sent']).toBe(3);
    expect(outcomes.at(-1)).toMatchObject({ state: 'not-sent', reason: 'aborted' });
  });

  test('throws what send would have thrown', async () => {
    const stream = simulatedClient({}).stream({ ...PUSH, userIds: [''] });
    await expect(async () => {
      for await (const _ of stream);
    }).rejects.toThrow('userIds[0] must not be empty');
    await expect(stream.report).rejects.toThrow('userIds[0] must not be empty');
  });
});

describe('a stopped run', () => {
  /** A transport that answers when the test says so. */
  function hanging() {
    let answer = () => {};
    const transport: Transport = {
      post: (_, signal) =>
        new Promise((resolve) => {
          answer = () => resolve(acceptAll);
          signal.addEventListener('abort', () => resolve({ type: 'sent', error: signal.reason }), { once: true });
        }),
    };
    return { transport, answer: () => answer() };
  }

  test('an aborted signal aborts the request in flight, whose chunk is unknown', async () => {
    const stop = new AbortController();
    const client = simulatedClient({
      transport: hanging().transport,
      chunkSize: 1,
      onEvent: ({ type }) => type === 'attempt' && setImmediate(() => stop.abort(new Error('enough'))),
    });
    const report = await client.send(PUSH, { signal: stop.signal });
    expect(report.outcomes.map(({ state }) => state)).toEqual(['unknown', 'not-sent', 'not-sent']);
    expect(report.outcomes[0]).toMatchObject({
      error: { code: 'AMBIGUOUS', message: expect.stringContaining('enough') },
    });
  });

  test('a signal that was aborted before sends nothing', async () => {
    const report = await simulatedClient({}).send(PUSH, { signal: AbortSignal.abort() });
    expect(report.outcomes).toMatchObject([{ state: 'not-sent', reason: 'aborted' }]);
  });

  test('close waits for the answer to the request in flight, and no request follows', async () => {
    const { transport, answer } = hanging();
    let closed: Promise<void> | undefined;
    const client = simulatedClient({
      transport,
      chunkSize: 1,
      onEvent: ({ type }) => {
        if (type !== 'attempt') return;
        closed = client.close();
        setImmediate(answer);
      },
    });
    const { outcomes } = await client.send(PUSH);
    await closed;
    expect(outcomes.map(({ state }) => state)).toEqual(['accepted', 'not-sent', 'not-sent']);
    await expect(client.send(PUSH)).rejects.toThrow(ClientClosedError);
  });

  test('a wait ends at once', async () => {
    const client = new PushClient({
      url: 'https://push.test/waiting',
      transport: answering(200),
      chunkSize: 1,
      pacing: ONE_A_DAY,
    });
    const stop = new AbortController();
    const stream = client.stream(PUSH, { signal: stop.signal });
    for await (const { type } of stream) if (type === 'waiting') stop.abort();
    expect((await stream.report).counts).toMatchObject({ accepted: 1, 'not-sent': 2 });
  });
});

test('clients of one process share the limit of an address by default', async () => {
  const seen: string[] = [];
  const make = (url: string) =>
    new PushClient({
      url,
      transport: answering(200),
      pacing: ONE_A_DAY,
      onEvent: ({ type }) => seen.push(`${url.at(-1)} ${type}`),
    });
  await make('https://push.test/shared/a').send(PUSH);
  const stop = new AbortController();
  const waiting = make('https://push.test/shared/a').send(PUSH, { signal: stop.signal });
  await make('https://push.test/shared/b').send(PUSH);
  await after(0);
  stop.abort();
  expect((await waiting).counts['not-sent']).toBe(3);
  expect(seen).toContain('a waiting');
  expect(seen).not.toContain('b waiting');
});

test('requests are traced without ids, texts or the path of the address', async () => {
  const traces: AttemptTrace[] = [];
  const { asyncEnd } = tracingChannel(ATTEMPT_CHANNEL);
  const note = (trace: unknown) => traces.push(trace as AttemptTrace);
  asyncEnd.subscribe(note);
  await simulatedClient({ transport: answering(408, 200) }).send(PUSH);
  asyncEnd.unsubscribe(note);
  expect(traces).toMatchObject([
    {
      chunk: 0,
      size: 3,
      resendCount: 0,
      serverAddress: 'push.test',
      serverPort: 443,
      wire: 'answered',
      status: 408,
      verdict: 'not-delivered',
      errorCode: 'NOT_SENT',
    },
    { resendCount: 1, status: 200, verdict: 'accepted' },
  ]);
  expect([...SECRETS].filter((secret) => JSON.stringify(traces).includes(secret))).toEqual([]);
});

test('a report throws for programs that want it to', async () => {
  const report = await simulatedClient({ transport: answering(200, 500), chunkSize: 1 }).send(PUSH);
  expect(() => report.throwIfIncomplete()).toThrow('accepted 1, rejected 0, unknown 2, not sent 0');
  (await simulatedClient({}).send(PUSH)).throwIfIncomplete();
});
