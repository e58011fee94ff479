import type { PushRequest } from '../wire.js';

/** What a sender is to do, as the file that `IMSHOP_JOB` names holds it: one push to any number of customers. */
export type Job = PushRequest;

/** ASCII alone, so that only the scenarios about texts look at texts. */
const MESSAGE = { title: 'Your order is on its way', summary: 'The courier comes between 10 and 12.' };

/** With a deeplink, so that only the scenario about its absence looks at that. */
const DEEPLINK = 'slug://browse';

/** A job for customers whose ids are nothing special. */
export function jobFor(customers: number, prefix = 'user'): Job {
  return { userIds: userIds(customers, prefix), message: MESSAGE, deeplink: DEEPLINK };
}

export function userIds(count: number, prefix = 'user'): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(5, '0')}`);
}
