import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Integration, type Mock, type RequestRecord, startMock } from 'imshop-mock';
import { type Delivery, PushClient } from 'imshop-push';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seeded } from '../bench/pacing/seeded.js';
import { folderOfTests } from '../temp-folder.js';
import { SEED } from '../workspace/seed.js';
import { someOf } from '../workspace/thorough.js';
import { brokenGuarantees, type VendorRequest } from './journal/guarantees.js';
import { CHUNKS, LIMIT, optionsFor, PUSH } from './journal/killed-run.js';
import { linesOf } from './journal/lines.js';

const SENDER = fileURLToPath(new URL('../.built/client/journal/sender-process.js', import.meta.url));
const WAIT_MS = 30_000;

/** Each case starts a process; a busy machine takes its time. */
const TIMEOUT_MS = 120_000;

/** Chunks after the chosen one at which the sender stops, if it was not killed by then. */
const STOPS_AFTER = 3;

type Sender = ReturnType<typeof launch>;

/** Resolves at the moment of the kill, close to the request with this number. */
type Trigger = (sender: Sender, shop: Integration, number: number) => Promise<unknown>;

const whenAnnounced: Trigger = async ({ stdout }, _, number) => {
  for await (const line of createInterface(stdout)) if (Number(line) === number - 1) break;
};

const beforeTheAnswer =
  (accepted: boolean): Trigger =>
  async (_, shop, number) => {
    await shop.fail('hang', { nth: number, accepted });
    await shop.verify({ atLeast: number, outcome: 'any', waitMs: WAIT_MS });
  };

const afterTheAnswer: Trigger = async (_, { slug }, number) => {
  let answered = 0;
  for await (const { type } of await mock.events({ slug, lastEventId: 0 })) {
    if (type === 'request') answered += 1;
    if (answered === number) break;
  }
};

const TRIGGERS: Readonly<Record<string, Trigger>> = {
  'before it is sent': whenAnnounced,
  'before it is sent, again': whenAnnounced,
  'before its answer, delivered': beforeTheAnswer(true),
  'before its answer, not delivered': beforeTheAnswer(false),
  'after its answer': afterTheAnswer,
  'after its answer, again': afterTheAnswer,
};

const random = seeded(SEED);
const CASES = (['at-most-once', 'at-least-once'] as const).flatMap((delivery) =>
  Object.entries(TRIGGERS).map(([when, trigger], index) => {
    const number = 1 + Math.floor(random() * (CHUNKS - STOPS_AFTER));
    return { delivery, when, trigger, number, slug: `${delivery}-${index}` };
  }),
);

const folder = folderOfTests();
let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ rateLimit: LIMIT });
});
afterAll(() => mock.close());

test.concurrent.each(someOf(CASES, 3))(
  `kill -9 at request $number, $when: $delivery (seed ${SEED})`,
  async ({ delivery, trigger, number, slug }) => {
    const shop = mock.integration(slug);
    const journal = join(folder, slug);
    const sender = launch(shop.url, journal, delivery, number - 1 + STOPS_AFTER);
    const exit = once(sender, 'exit');
    await trigger(sender, shop, number);
    sender.kill('SIGKILL');
    expect((await exit)[1]).toBe('SIGKILL');
    expect(existsSync(`${journal}.lock`)).toBe(true);

    await using client = new PushClient(optionsFor(shop.url, delivery));
    const report = await client.resume(journal, { push: PUSH });
    expect(existsSync(`${journal}.lock`)).toBe(false);

    const { requests } = await shop.requests();
    const interruptions = 1 + timeOuts(journal);
    const evidence = { delivery, userIds: PUSH.userIds, chunkSize: PUSH.userIds.length / CHUNKS, interruptions };
    expect(brokenGuarantees({ ...evidence, requests: requests.map(seen), report })).toEqual([]);
    expect(requests.filter(({ outcome }) => outcome === 'rate-limited')).toEqual([]);
    const ledger = await shop.ledger();
    const { accepted, unknown } = report.counts;
    expect(accepted + unknown).toBe(PUSH.userIds.length);
    if (delivery === 'at-most-once') expect(ledger.duplicated).toEqual([]);
    else expect([ledger.once + ledger.duplicated.length, unknown]).toEqual([PUSH.userIds.length, 0]);
  },
  TIMEOUT_MS,
);

function launch(url: string, journal: string, delivery: Delivery, lastChunk: number) {
  return spawn(process.execPath, [SENDER, url, journal, delivery, String(lastChunk)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

/** Requests that timed out on a busy machine: their results are unknown to the sender, however clear the late answers were. */
function timeOuts(journal: string): number {
  return linesOf(readFileSync(journal)).filter(({ message }) => /no answer within/.test(String(message))).length;
}

function seen({ body, outcome, accepted, receivedAt }: RequestRecord): VendorRequest {
  const { userIds = [] } = Object(body) as { readonly userIds?: readonly string[] };
  return {
    ids: userIds,
    answer: outcome,
    delivered: accepted,
    proves: outcome === 'accepted' ? 'delivered' : 'nothing',
    atMs: Date.parse(receivedAt),
    // The mock judges the distance between requests.
    quietMs: 0,
  };
}
