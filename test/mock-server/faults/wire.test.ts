import { once } from 'node:events';
import { connect } from 'node:net';
import type { RequestRecord } from 'imshop-mock';
import { describe, expect, it } from 'vitest';
import { answer, CLOSE, FAULT_CASES, type FaultCase, KEEP_ALIVE, SUCCESS, success } from '../../wire/fault-cases.js';
import { rawRequest } from '../../wire/raw-request.js';
import { RawSocket } from '../../wire/raw-socket.js';
import { stage } from '../stage.js';

const USER_ID = '79999999999';
const TO_CLOSE = { headers: { Connection: 'close' } };

const at = stage({ noMockHeaders: true, rateLimit: null });

const byName = FAULT_CASES.map((each) => [JSON.stringify(each.fault), each] as const);

async function journal(): Promise<readonly RequestRecord[]> {
  return (await at.shop.requests()).requests;
}

/** The first push of this integration fails. */
async function failFirst({ fault }: FaultCase, accepted = false): Promise<RawSocket> {
  await at.shop.fail(fault, { nth: 1, accepted });
  return await RawSocket.open(at.mock.origin);
}

/** Ends the wait of the first request, once it is waiting. */
async function release({ wait }: Pick<FaultCase, 'wait'>): Promise<void> {
  if (wait === undefined) return;
  await waiting();
  if (wait === 'given up') await at.shop.deleteScenario();
  else await at.shop.clock(wait);
}

/** The body of the first request is in, and the mock has nothing left to do but wait. */
async function waiting(): Promise<void> {
  await expect.poll(async () => (await journal())[0]?.body).toBeTruthy();
}

async function bytesOf(socket: RawSocket, count: number): Promise<string> {
  const responses = await socket.responses(count);
  return Buffer.concat(responses.map(({ bytes }) => bytes)).toString('utf8');
}

function entryOf({ fault, journal, passes }: FaultCase, accepted = passes): Partial<RequestRecord> {
  return { ...journal, fault: { rule: 'fault-1', type: fault.type }, accepted };
}

const HEALTHY = { outcome: 'accepted', status: 200, response: { success: true }, fault: null, accepted: true } as const;
const LOST = { outcome: 'aborted', status: null, response: null, fault: null, accepted: false } as const;

async function healthyAnew({ dateAfter }: Pick<FaultCase, 'dateAfter'>): Promise<void> {
  using socket = await RawSocket.open(at.mock.origin);
  socket.send(rawRequest('shop'));
  expect(await bytesOf(socket, 1)).toBe(success(KEEP_ALIVE, dateAfter));
}

describe.each(byName)('%s', (_, faulty) => {
  it('on a connection that could be kept', async () => {
    using socket = await failFirst(faulty);
    socket.send(rawRequest('shop'));
    await release(faulty);
    if (faulty.connection === 'kept') {
      expect(await bytesOf(socket, 1)).toBe(faulty.bytes(KEEP_ALIVE));
      socket.send(rawRequest('shop'));
      expect(await bytesOf(socket, 1)).toBe(success(KEEP_ALIVE, faulty.dateAfter));
      socket.halfClose();
      expect(await socket.ended()).toEqual({ ending: 'end', rest: '' });
    } else {
      expect(await socket.ended()).toEqual({ ending: faulty.connection, rest: faulty.bytes(KEEP_ALIVE) });
    }
    const entries = [entryOf(faulty), ...(faulty.connection === 'kept' ? [HEALTHY] : [])];
    await expect.poll(journal).toMatchObject(entries);
    await healthyAnew(faulty);
    expect(at.clock.timers).toBe(0);
  });

  it('on a connection that is to close', async () => {
    using socket = await failFirst(faulty);
    socket.send(rawRequest('shop', TO_CLOSE));
    await release(faulty);
    const ending = faulty.connection === 'kept' ? 'end' : faulty.connection;
    expect(await socket.ended()).toEqual({ ending, rest: faulty.bytes(CLOSE) });
    await expect.poll(journal).toMatchObject([entryOf(faulty)]);
    await healthyAnew(faulty);
    expect(at.clock.timers).toBe(0);
  });

  it('with a second request behind it', async () => {
    using socket = await failFirst(faulty);
    socket.send(Buffer.concat([rawRequest('shop'), rawRequest('shop')]));
    await release(faulty);
    const isKept = faulty.connection === 'kept';
    if (isKept) {
      expect(await bytesOf(socket, 2)).toBe(faulty.bytes(KEEP_ALIVE) + success(KEEP_ALIVE, faulty.dateAfter));
      socket.halfClose();
      expect(await socket.ended()).toEqual({ ending: 'end', rest: '' });
    } else {
      expect(await socket.ended()).toEqual({ ending: faulty.connection, rest: faulty.bytes(KEEP_ALIVE) });
    }
    await expect.poll(journal).toMatchObject([entryOf(faulty), isKept ? HEALTHY : LOST]);
    const acceptedRequests = Number(faulty.passes) + Number(isKept);
    expect(await at.shop.ledger()).toMatchObject({ requests: 2, acceptedRequests });
    expect((await at.shop.inbox(USER_ID)).notifications).toHaveLength(acceptedRequests);
    await healthyAnew(faulty);
  });
});

describe('accepted before it fails', () => {
  it.each(byName.filter(([, { passes }]) => !passes))('%s: a blind retry delivers twice', async (_, faulty) => {
    using socket = await failFirst(faulty, true);
    socket.send(rawRequest('shop', TO_CLOSE));
    await release(faulty);
    expect((await socket.ended()).rest).toBe(faulty.bytes(CLOSE));
    await expect.poll(journal).toMatchObject([entryOf(faulty, true)]);
    expect((await at.shop.inbox(USER_ID)).notifications).toMatchObject([{ duplicate: false }]);
    expect(await at.shop.ledger()).toMatchObject({ once: 1, duplicated: [], acceptedRequests: 1 });

    await healthyAnew(faulty);
    expect((await at.shop.inbox(USER_ID)).notifications).toMatchObject([{ duplicate: false }, { duplicate: true }]);
    expect(await at.shop.ledger()).toMatchObject({
      once: 0,
      duplicated: [{ userId: USER_ID, times: 2 }],
      requests: 2,
      acceptedRequests: 2,
    });
  });
});

describe('a reset', () => {
  it('is seen as ECONNRESET', async () => {
    await at.shop.fail('reset');
    const { hostname: host, port } = new URL(at.mock.origin);
    const socket = connect({ host, port: Number(port) });
    socket.write(rawRequest('shop'));
    expect(await once(socket, 'error')).toMatchObject([{ code: 'ECONNRESET' }]);
  });
});

describe('what waits', () => {
  const LATE = { outcome: 'aborted', status: null, response: null, accepted: true } as const;
  const HUNG = { outcome: 'faulted', status: null, response: null, accepted: false } as const;
  const WAITING = [
    ['hang', { type: 'hang' }, HUNG, ''],
    ['latency', { type: 'latency', ms: 60_000 }, LATE, ''],
    ['slow-body', { type: 'slow-body' }, LATE, answer('200 OK', '', KEEP_ALIVE, { length: SUCCESS.length })],
  ] as const;
  const LEAVING = [
    ['leaves with a reset', (socket: RawSocket) => socket.abort()],
    ['leaves with a FIN', (socket: RawSocket) => socket.halfClose()],
    ['is told so by deleteScenario', () => at.shop.deleteScenario()],
  ] as const;

  describe.each(WAITING)('for %s', (_, fault, entry) => {
    it.each(LEAVING)('ends at once when the sender %s', async (_, leave) => {
      await at.shop.fail(fault, { nth: 1 });
      using socket = await RawSocket.open(at.mock.origin);
      socket.send(Buffer.concat([rawRequest('shop'), rawRequest('shop')]));
      await waiting();
      await leave(socket);
      await expect.poll(journal).toMatchObject([{ ...entry, fault: { rule: 'fault-1', type: fault.type } }, LOST]);
      expect(await at.shop.ledger()).toMatchObject({ acceptedRequests: Number(entry.accepted) });
      expect(at.clock.timers).toBe(0);
      await healthyAnew({});
    });
  });

  it.each([
    ['headers', 40],
    ['body', -10],
  ])('ends at once when the sender leaves with a FIN in the %s of another request', async (_, end) => {
    await at.shop.fail('hang', { nth: 1 });
    using socket = await RawSocket.open(at.mock.origin);
    socket.send(Buffer.concat([rawRequest('shop'), rawRequest('shop').subarray(0, end)]));
    await waiting();
    socket.halfClose();
    expect(await socket.ended()).toEqual({ ending: 'end', rest: '' });
    await expect.poll(async () => (await journal()).filter(({ outcome }) => outcome === 'pending')).toEqual([]);
    await healthyAnew({});
  });

  it.each(WAITING)('for %s does not begin once its integration was forgotten', async (_, fault, __, rest) => {
    await at.shop.fail(fault);
    using socket = await RawSocket.open(at.mock.origin);
    const bytes = rawRequest('shop');
    socket.send(bytes.subarray(0, -10));
    await expect.poll(journal).toHaveLength(1);
    await at.mock.reset();
    socket.send(bytes.subarray(-10));
    expect(await socket.ended()).toEqual({ ending: 'end', rest });
    expect(at.clock.timers).toBe(0);
    expect(await at.shop.ledger()).toMatchObject({ requests: 0, acceptedRequests: 0 });
  });

  it.each(WAITING)(
    'for %s ends at once with a reset of the mock, and leaves nothing behind',
    async (_, fault, __, rest) => {
      await at.shop.fail(fault);
      using socket = await RawSocket.open(at.mock.origin);
      socket.send(rawRequest('shop'));
      await waiting();
      await at.mock.reset();
      expect(await socket.ended()).toEqual({ ending: 'end', rest });
      expect(at.clock.timers).toBe(0);
      expect(await journal()).toEqual([]);
      await healthyAnew({});
    },
  );

  it('for a hang outlasts any time', async () => {
    await at.shop.fail('hang', { nth: 1 });
    using socket = await RawSocket.open(at.mock.origin);
    socket.send(rawRequest('shop'));
    await waiting();
    await at.shop.clock({ advanceMs: 86_400_000 });
    expect(await journal()).toMatchObject([{ outcome: 'pending', accepted: false }]);
  });

  it('for a slow body has got a byte for each interval', async () => {
    await at.shop.fail({ type: 'slow-body', intervalMs: 70 }, { nth: 1 });
    using socket = await RawSocket.open(at.mock.origin);
    socket.send(rawRequest('shop'));
    await waiting();
    await at.shop.clock({ advanceMs: 70 * 4 - 1 });
    await at.shop.deleteScenario();
    const rest = answer('200 OK', SUCCESS.slice(0, 3), KEEP_ALIVE, { length: SUCCESS.length });
    expect(await socket.ended()).toEqual({ ending: 'end', rest });
    await expect.poll(journal).toMatchObject([LATE]);
  });

  it('for latency answers not a millisecond early', async () => {
    await at.shop.fail({ type: 'latency', ms: 500 }, { nth: 1 });
    using socket = await RawSocket.open(at.mock.origin);
    socket.send(rawRequest('shop'));
    await waiting();
    await at.shop.clock({ advanceMs: 499 });
    expect(await journal()).toMatchObject([{ outcome: 'pending' }]);
    await at.shop.clock({ advanceMs: 1 });
    expect(await journal()).toMatchObject([{ outcome: 'accepted', durationMs: 500 }]);
    expect(await bytesOf(socket, 1)).toBe(success(KEEP_ALIVE));
  });
});
