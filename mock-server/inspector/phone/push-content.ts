import { isObject } from 'imshop-contracts';

/** The parts of a push that a phone shows. */
export interface PushContent {
  readonly title: string;
  readonly summary: string;
  readonly deeplink?: string | undefined;
}

/** The content of a request's body, valid or not; `undefined` where it has neither title nor summary. */
export function pushContentOf(body: unknown): PushContent | undefined {
  if (!isObject(body) || !isObject(body['message'])) return undefined;
  const { title, summary } = body['message'];
  if (typeof title !== 'string' && typeof summary !== 'string') return undefined;
  return { title: textOf(title) ?? '', summary: textOf(summary) ?? '', deeplink: textOf(body['deeplink']) };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
