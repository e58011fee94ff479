import type { PushRequest } from 'imshop-contracts';

/** The identity of a push without its customers: title, summary and deeplink. */
export function pushKey({ message: { title, summary }, deeplink }: Pick<PushRequest, 'message' | 'deeplink'>): string {
  return JSON.stringify([title, summary, deeplink]);
}
