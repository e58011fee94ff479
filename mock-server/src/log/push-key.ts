import type { PushRequest } from 'imshop-contracts';

/** What makes two pushes the same, whomever they are for: title, summary and deeplink. */
export function pushKey({ message: { title, summary }, deeplink }: Omit<PushRequest, 'userIds'>): string {
  return JSON.stringify([title, summary, deeplink]);
}
