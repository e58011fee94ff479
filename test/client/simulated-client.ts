import { type ClientOptions, type Clock, PushClient, type WireResult } from 'imshop-push';

/** The time-outs of a request and of a rate-limit store. The clock never reaches them, since these tests answer everything. */
const TIMEOUTS_MS = [75_000, 30_000];

/** A clock on which every other wait ends at once. */
export function instantClock(): Clock {
  let passedMs = 0;
  return {
    now: () => Date.UTC(2026, 10, 24) + passedMs,
    monotonic: () => passedMs,
    sleep(ms, signal) {
      if (TIMEOUTS_MS.includes(ms)) return new Promise(() => {});
      passedMs += ms;
      return signal?.aborted ? Promise.reject(signal.reason) : Promise.resolve();
    },
  };
}

/** The vendor's answer to an accepted push. */
export const acceptAll: WireResult = {
  type: 'answered',
  status: 200,
  headers: new Headers(),
  body: '{"success":true}',
};

/** A client without waits; every push is accepted, unless `options` has a transport. */
export function simulatedClient(options: Omit<ClientOptions, 'url' | 'clock'>): PushClient {
  return new PushClient({
    url: 'https://push.test/secret-slug',
    transport: { post: async () => acceptAll },
    random: () => 0.5,
    ...options,
    clock: instantClock(),
  });
}
