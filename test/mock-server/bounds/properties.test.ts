import fc from 'fast-check';
import { expect, test } from 'vitest';
import { howOften } from '../../workspace/thorough.js';
import { built } from '../built.js';
import { PUSH } from '../post.js';

const SEED = Number(process.env['IMSHOP_TEST_SEED'] ?? Date.now() % 2 ** 31);

const MAX_TOTAL = 65_536;
const MAX_ENTRIES = 20;
const MAX_BODY = 4096;
const MAX_PAIRS = 100;

/** What these tests drive without the wire: nothing of it is exported, so its shape is written here. */
interface Entry {
  readonly bytes: number;
  readonly body: { readonly bytes: Buffer; readonly cut?: { readonly tail: Buffer } } | undefined;
}
interface Integration {
  readonly journal: {
    readonly entries: readonly Entry[];
    readonly held: number;
    readonly evicted: number;
    receive(entry: Entry, body: { bytes: Buffer; truncated: boolean }): void;
  };
  readonly ledger: { readonly held: number; readonly forgotten: number; summary(): { once: number; duplicated: [] } };
  arrive(arrived: object, nowMs: number): Entry;
  complete(entry: Entry, completion: object): unknown;
  deliver(push: object, nowMs: number): void;
  clearJournal(): void;
}
interface State {
  readonly integrations: readonly Integration[];
  readonly evictions: { readonly totals: Readonly<Record<string, number>> };
  integration(slug: string): Integration;
  forget(slug: string): void;
  reset(): void;
}

const { createPlanes } = await built<{ createPlanes(options: object): { readonly state: State } }>('server/app');

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
      count: fc.nat(40),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clear' as const), slug }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget' as const), slug }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reset' as const) }) },
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

test(`whatever happens, in whatever order, no bound is exceeded and every loss is counted (seed ${SEED})`, () => {
  const holds = fc.property(fc.array(operation, { maxLength: 150, size: 'max' }), (operations) => {
    const { state } = createPlanes({
      maxIntegrations: 4,
      journalMax: MAX_ENTRIES,
      journalMaxBytes: 65_536,
      journalTotalMaxBytes: MAX_TOTAL,
      journalBodyMax: MAX_BODY,
      ledgerMax: MAX_PAIRS,
    });
    const open: { integration: Integration; entry: Entry }[] = [];
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

function apply(each: Operation, state: State, open: { integration: Integration; entry: Entry }[]): void {
  switch (each.kind) {
    case 'arrive': {
      const integration = state.integration(each.slug);
      open.push({ integration, entry: integration.arrive({ method: 'POST', path: '/x', rawHeaders: [PUSH] }, 0) });
      return;
    }
    case 'receive': {
      // Where nothing is open, nothing can be received.
      const last = open.at(-1);
      if (last && !last.entry.body)
        last.integration.journal.receive(last.entry, { bytes: Buffer.alloc(each.bytes, '1'), truncated: false });
      return;
    }
    case 'complete': {
      const { integration, entry } = open.shift() ?? {};
      if (integration && entry)
        integration.complete(entry, {
          outcome: 'accepted',
          accepted: true,
          response: 'ж'.repeat(each.characters),
        });
      return;
    }
    case 'deliver': {
      const userIds = Array.from({ length: each.count }, (_, index) => `${each.first + index}`);
      state.integration(each.slug).deliver({ userIds, message: { title: each.title, summary: 'x' } }, 0);
      return;
    }
    case 'clear':
      state.integration(each.slug).clearJournal();
      return;
    case 'forget':
      state.forget(each.slug);
      return;
    case 'reset':
      state.reset();
  }
}

function check({ integrations }: State): void {
  let [bytes, pairs] = [0, 0];
  for (const { journal, ledger } of integrations) {
    const counted = journal.entries.reduce((sum, entry) => sum + entry.bytes, 0);
    expect(journal.held).toBe(counted);
    expect(journal.entries.length).toBeLessThanOrEqual(MAX_ENTRIES);
    for (const { body } of journal.entries) {
      expect((body?.bytes.length ?? 0) + (body?.cut?.tail.length ?? 0)).toBeLessThanOrEqual(MAX_BODY);
    }
    const { once, duplicated } = ledger.summary();
    expect(once + duplicated.length).toBeLessThanOrEqual(ledger.held);
    bytes += counted;
    pairs += ledger.held;
  }
  expect(bytes).toBeLessThanOrEqual(MAX_TOTAL);
  expect(pairs).toBeLessThanOrEqual(MAX_PAIRS);
}
