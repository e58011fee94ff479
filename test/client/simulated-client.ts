import { type ClientOptions, type Clock, PushClient, type WireResult } from 'imshop-push';

/** What a request and a pace store are given at most. The clock never gets there: in these tests everything is answered. */
const BOUNDS_MS = [75_000, 30_000];

/** A clock on which every other wait is over at once. */
export function hastyClock(): Clock {
  let passedMs = 0;
  return {
    now: () => Date.UTC(2026, 10, 24) + passedMs,
    monotonic: () => passedMs,
    sleep(ms, signal) {
      if (BOUNDS_MS.includes(ms)) return new Promise(() => {});
      passedMs += ms;
      return signal?.aborted ? Promise.reject(signal.reason) : Promise.resolve();
    },
  };
}

/** The vendor's answer to a push that it takes. */
export const acceptAll: WireResult = {
  type: 'answered',
  status: 200,
  headers: new Headers(),
  body: '{"success":true}',
};

/** A client for whose waits nobody waits; every push is accepted unless `options` has a transport that says otherwise. */
export function simulatedClient(options: Omit<ClientOptions, 'url' | 'clock'>): PushClient {
  return new PushClient({
    url: 'https://push.test/secret-slug',
    transport: { post: async () => acceptAll },
    random: () => 0.5,
    ...options,
    clock: hastyClock(),
  });
}
