import type { PushRequest } from '../wire.js';

/** The job of a sender, as the file of `IMSHOP_JOB` holds it: one push to any number of customers. */
export type Job = PushRequest;

/** Plain ASCII: only the scenarios about texts test other characters. */
const MESSAGE = { title: 'Your order is on its way', summary: 'The courier comes between 10 and 12.' };

/** Present: only one scenario tests an absent deeplink. */
const DEEPLINK = 'slug://browse';

/** Creates a job for `customers` customers with ids such as `user-00001`. */
export function jobFor(customers: number, prefix = 'user'): Job {
  return { userIds: userIds(customers, prefix), message: MESSAGE, deeplink: DEEPLINK };
}

export function userIds(count: number, prefix = 'user'): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(5, '0')}`);
}
