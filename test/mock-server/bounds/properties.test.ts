import fc from 'fast-check';
import { expect, test } from 'vitest';
import { howOften } from '../../workspace/thorough.js';
import { built } from '../built.js';
import { PUSH } from '../post.js';

const SEED = Number(process.env['IMSHOP_TEST_SEED'] ?? Date.now() % 2 ** 31);

const MAX_TOTAL = 65_536;
const MAX_ENTRIES = 20;
const MAX_BODY = 4096;
const MAX_DELIVERY_BYTES = 65_536;

/** The parts of the mock that these tests drive without the wire. */
interface LoggedRequest {
  readonly sizeBytes: number;
  readonly body: { readonly bytes: Buffer; readonly cut?: { readonly tail: Buffer } } | undefined;
}
interface Log {
  readonly journal: { readonly requests: readonly LoggedRequest[]; readonly size: number };
  readonly deliveries: {
    readonly size: number;
    readonly recipients: number;
    segments(): readonly { deliveries(): Iterable<{ userIds(): readonly string[] }> }[];
  };
  receive(head: object, nowMs: number): LoggedRequest;
  receiveBody(request: LoggedRequest, body: { bytes: Buffer; truncated: boolean }): void;
  decide(request: LoggedRequest, decision: object, accepted: { push: object; bytes: Buffer }): void;
  complete(request: LoggedRequest, completion: object, nowMs: number): unknown;
  clear(): void;
}
interface State {
  readonly integrations: readonly { readonly log: Log }[];
  readonly evictions: { readonly totals: Readonly<Record<string, number>> };
  integration(slug: string): { readonly log: Log };
  delete(slug: string): void;
  reset(): void;
}

const { createMockServer } = await built<{ createMockServer(options: object): { readonly state: State } }>(
  'server/app',
);

const slug = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const operation = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('arrive' as const), slug }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('receive' as const), bytes: fc.nat(20_000) }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('complete' as const), characters: fc.nat(5_000) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('deliver' as const),
      slug,
      title: fc.constantFrom('x', 'y', 'z'.repeat(300)),
      first: fc.nat(200),
      count: fc.nat(1000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clear' as const), slug }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), slug }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reset' as const) }) },
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

test(`whatever happens, in whatever order, no limit is exceeded and every eviction is counted (seed ${SEED})`, () => {
  const holds = fc.property(fc.array(operation, { maxLength: 150, size: 'max' }), (operations) => {
    const { state } = createMockServer({
      maxIntegrations: 4,
      journalMax: MAX_ENTRIES,
      journalMaxBytes: 65_536,
      journalTotalMaxBytes: MAX_TOTAL,
      journalBodyMax: MAX_BODY,
      deliveriesMaxBytes: MAX_DELIVERY_BYTES,
    });
    const open: Open[] = [];
    let before = state.evictions.totals;
    for (const each of operations) {
      apply(each, state, open);
      check(state);
      const totals = state.evictions.totals;
      for (const [kind, count] of Object.entries(totals)) expect(count, kind).toBeGreaterThanOrEqual(before[kind] ?? 0);
      before = totals;
    }
  });
  fc.assert(holds, { seed: SEED, numRuns: howOften(1000, 150) });
});

interface Open {
  readonly log: Log;
  readonly request: LoggedRequest;
}

const HEAD = { method: 'POST', path: '/x', headers: PUSH };

function apply(each: Operation, state: State, open: Open[]): void {
  switch (each.kind) {
    case 'arrive': {
      const { log } = state.integration(each.slug);
      open.push({ log, request: log.receive(HEAD, 0) });
      return;
    }
    case 'receive': {
      // Where nothing is open, nothing can be received.
      const last = open.at(-1);
      if (last && !last.request.body)
        last.log.receiveBody(last.request, { bytes: Buffer.alloc(each.bytes, '1'), truncated: false });
      return;
    }
    case 'complete': {
      const { log, request } = open.shift() ?? {};
      if (log && request) log.complete(request, { outcome: 'accepted', response: 'ж'.repeat(each.characters) }, 0);
      return;
    }
    case 'deliver': {
      const userIds = Array.from({ length: each.count }, (_, index) => `${each.first + index}`);
      const push = { userIds, message: { title: each.title, summary: 'x' } };
      const { log } = state.integration(each.slug);
      const decision = { accepted: true, isPush: true, fault: undefined };
      log.decide(log.receive(HEAD, 0), decision, { push, bytes: Buffer.from(JSON.stringify(push)) });
      return;
    }
    case 'clear':
      state.integration(each.slug).log.clear();
      return;
    case 'delete':
      state.delete(each.slug);
      return;
    case 'reset':
      state.reset();
  }
}

function check({ integrations }: State): void {
  let [journalBytes, deliveryBytes] = [0, 0];
  for (const { log } of integrations) {
    const { journal, deliveries } = log;
    const counted = journal.requests.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    expect(journal.size).toBe(counted);
    expect(journal.requests.length).toBeLessThanOrEqual(MAX_ENTRIES);
    for (const { body } of journal.requests) {
      expect((body?.bytes.length ?? 0) + (body?.cut?.tail.length ?? 0)).toBeLessThanOrEqual(MAX_BODY);
    }
    const kept = deliveries.segments().flatMap((segment) => [...segment.deliveries()]);
    expect(kept.reduce((sum, delivery) => sum + delivery.userIds().length, 0)).toBe(deliveries.recipients);
    journalBytes += counted;
    deliveryBytes += deliveries.size;
  }
  expect(journalBytes).toBeLessThanOrEqual(MAX_TOTAL);
  expect(deliveryBytes).toBeLessThanOrEqual(MAX_DELIVERY_BYTES);
}
