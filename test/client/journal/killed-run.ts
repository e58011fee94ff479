import type { ClientOptions, Delivery, Push } from 'imshop-push';

/** The push of a process that is killed: 20 chunks. */
export const PUSH: Push & { readonly userIds: readonly string[] } = {
  userIds: Array.from({ length: 100 }, (_, index) => `customer-${index}`),
  message: { title: 'Заказ 📦', summary: 'уже в пути' },
};

export const CHUNKS = 20;

/** As short as the vendor's limit can be for a test, with the same number of requests in a window. */
export const LIMIT = { requests: 10, windowMs: 300 };

export function optionsFor(url: string, delivery: Delivery): ClientOptions {
  return {
    url,
    delivery,
    chunkSize: PUSH.userIds.length / CHUNKS,
    pacing: LIMIT,
    // All senders wait this long for an interrupted request: a shorter time-out is faster, but fails on a busy machine.
    timeouts: { connectMs: 1_000, totalMs: 1_000 },
  };
}
