import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { EventEmitter } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Fault } from 'imshop-mock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seeded } from '../../bench/pacing/seeded.js';
import { rawRequest } from '../../wire/raw-request.js';
import { RawSocket } from '../../wire/raw-socket.js';
import { howOften } from '../../workspace/thorough.js';
import { collectGarbage } from '../collect-garbage.js';
import { stage } from '../stage.js';

const WARM_UP = 2_000;
const REQUESTS = howOften(10_000, 2_000);
const AT_ONCE = 50;
/** What the heap may have grown by: the log of events swings by one megabyte, a leaked connection takes several kilobytes. */
const MAX_GROWTH_BYTES = 4 * 2 ** 20;
const TIMEOUT_MS = 60_000;

/** Faults after which the mock has done its part. */
const ANSWERING: readonly Fault[] = [
  { type: 'unavailable' },
  { type: 'status', status: 503 },
  { type: 'status', status: 502, body: 'html', retryAfter: 5 },
  { type: 'rate-limited' },
  { type: 'reset' },
  { type: 'empty-reply' },
  { type: 'truncated-body' },
  { type: 'malformed-json' },
  { type: 'garbage' },
  { type: 'wrong-content-type' },
  { type: 'stale-connection' },
  { type: 'redirect', location: '/elsewhere' },
  { type: 'extra-keys' },
  { type: 'gzip-body' },
];
/** Faults that wait, for the clock or for ever. */
const WAITING: readonly Fault[] = [
  { type: 'hang' },
  { type: 'latency', ms: 60_000 },
  { type: 'latency', medianMs: 60_000, sigma: 1 },
  { type: 'slow-body', intervalMs: 60_000 },
];

/** How a sender whose answer waits is rid of it. */
type Leaving = 'reset' | 'FIN' | 'given up';
const LEAVING: readonly Leaving[] = ['reset', 'FIN', 'given up'];

interface Plan {
  readonly slug: string;
  readonly leaving?: Leaving;
}

const ANSWERING_PLANS = ANSWERING.map((_, index): Plan => ({ slug: `answering-${index}` }));
const WAITING_PLANS = WAITING.flatMap((_, index) =>
  LEAVING.map((leaving): Plan => ({ slug: `waiting-${index}`, leaving })),
);
const PLANS = [...ANSWERING_PLANS, ...WAITING_PLANS];

/** Faults that leave no connection to be kept. */
const ENDING: readonly Fault['type'][] = [
  'reset',
  'empty-reply',
  'truncated-body',
  'garbage',
  'stale-connection',
  'hang',
];
const FAILING = [
  ...ANSWERING.map((fault, index) => ({ slug: `answering-${index}`, fault })),
  ...WAITING.map((fault, index) => ({ slug: `waiting-${index}`, fault })),
];
const KEEPING = FAILING.filter(({ fault }) => !ENDING.includes(fault.type)).map(({ slug }) => slug);
const SLOW_BODY = `waiting-${WAITING.findIndex(({ type }) => type === 'slow-body')}`;

const at = stage({ rateLimit: null, journalMax: 20 });
const warnings: string[] = [];
const onWarning = ({ message }: Error) => void warnings.push(message);

beforeEach(async () => {
  process.on('warning', onWarning);
  for (const { slug, fault } of FAILING) await at.mock.integration(slug).fail(fault);
});
afterEach(() => {
  process.off('warning', onWarning);
  warnings.length = 0;
});

/** So many faulty requests, each on a connection of its own, until the last is over. */
async function storm(requests: number, random: () => number): Promise<void> {
  for (let sent = 0; sent < requests; sent += AT_ONCE) {
    await batch(Array.from({ length: AT_ONCE }, () => PLANS[Math.floor(random() * PLANS.length)] ?? { slug: 'none' }));
  }
}

async function batch(plans: readonly Plan[]): Promise<void> {
  const senders = await Promise.all(
    plans.map(async (plan) => ({ ...plan, socket: await RawSocket.open(at.mock.origin) })),
  );
  for (const { socket, slug } of senders) socket.send(rawRequest(slug));
  for (const { socket, leaving } of senders) {
    if (leaving !== undefined) continue;
    await socket.responses(1);
    socket.halfClose();
  }
  // By the time this is answered, all that was sent before has come.
  await at.mock.health();
  for (const { socket, leaving } of senders) {
    if (leaving === 'reset') socket.abort();
    if (leaving === 'FIN') socket.halfClose();
  }
  const open = new Set(senders);
  const ended = Promise.all(
    senders.map(async (sender) => {
      await sender.socket.ended();
      sender.socket[Symbol.dispose]();
      open.delete(sender);
    }),
  );
  for (let left = waitingOf(open); left.size > 0; left = waitingOf(open)) {
    for (const slug of left) await at.mock.integration(slug).deleteScenario();
  }
  await ended;
}

/** The integrations where someone waits to be told that nothing comes. */
function waitingOf(senders: ReadonlySet<Plan>): Set<string> {
  return new Set([...senders].filter(({ leaving }) => leaving === 'given up').map(({ slug }) => slug));
}

/** Posts, and moves the clock on until the answer is out. */
async function postAndWait(socket: RawSocket, slug: string): Promise<void> {
  let isOut = false;
  socket.send(rawRequest(slug));
  const answered = socket.responses(1).then(() => {
    isOut = true;
  });
  while (!isOut) await Promise.race([answered, at.mock.integration(slug).clock({ advanceMs: 3_600_000 })]);
}

/** The server, and the sockets on which pushes come. */
function watchEmitters(): Disposable & { readonly emitters: ReadonlySet<EventEmitter> } {
  const emitters = new Set<EventEmitter>();
  const onRequest = (message: unknown) => {
    // As Node documents this channel.
    const { request, socket, server } = message as { request: IncomingMessage; socket: Socket; server: Server };
    if (!request.url?.startsWith('/_mock')) emitters.add(socket).add(server);
  };
  subscribe('http.server.request.start', onRequest);
  return { emitters, [Symbol.dispose]: () => unsubscribe('http.server.request.start', onRequest) };
}

function listenersOf(emitter: EventEmitter): number {
  return emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);
}

/** Whatever keeps this process alive, by kind. */
function active(kind: 'TCPSocketWrap' | 'TCPServerWrap' | 'Timeout'): number {
  return process.getActiveResourcesInfo().filter((each) => each === kind).length;
}

function heapAfterCollection(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

describe('faults leave nothing behind', () => {
  it('on a connection that is kept, not one listener', async () => {
    using seen = watchEmitters();
    using socket = await RawSocket.open(at.mock.origin);
    const round = async () => {
      for (const slug of KEEPING) await postAndWait(socket, slug);
      return [...seen.emitters].map(listenersOf);
    };
    const before = await round();
    for (let rounds = 0; rounds < 50; rounds += 1) expect(await round()).toEqual(before);
    expect(before).toHaveLength(2);
    expect(at.clock.timers).toBe(0);
  });

  it('on an answer of many waits, not a listener for each', async () => {
    using socket = await RawSocket.open(at.mock.origin);
    await postAndWait(socket, SLOW_BODY);
    // Node warns of the eleventh listener.
    expect(warnings).toEqual([]);
  });

  it(
    'after 10,000 of them, 50 at a time',
    async () => {
      const random = seeded(20_261_124);
      const before = { sockets: active('TCPSocketWrap'), timers: active('Timeout') };
      await storm(WARM_UP, random);
      await expect.poll(() => active('TCPSocketWrap')).toBeLessThanOrEqual(before.sockets);
      const heapBefore = heapAfterCollection();
      await storm(REQUESTS, random);
      await expect.poll(() => active('TCPSocketWrap')).toBeLessThanOrEqual(before.sockets);
      expect(active('Timeout')).toBeLessThanOrEqual(before.timers);
      expect(active('TCPServerWrap')).toBe(1);
      expect(at.clock.timers).toBe(0);
      expect(heapAfterCollection() - heapBefore).toBeLessThan(MAX_GROWTH_BYTES);
      const integrations = await at.mock.integrations();
      const counters = await Promise.all(
        integrations.map(async ({ slug }) => (await at.mock.integration(slug).get()).counters),
      );
      expect(counters.reduce((sum, { requests }) => sum + requests, 0)).toBe(WARM_UP + REQUESTS);
      // Every one of them is over: what is pending has no outcome yet.
      const outcomes = counters.flatMap((each) => Object.values(each.outcomes));
      expect(outcomes.reduce((sum, count) => sum + count, 0)).toBe(WARM_UP + REQUESTS);
      expect(warnings).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
