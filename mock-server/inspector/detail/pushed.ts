import type { Pushed } from '../phone/pushed.js';

/** The message in a body, whether or not the vendor took it. */
export function pushedOf(body: unknown): Pushed | undefined {
  const { message, deeplink } = keysOf(body);
  const { title, summary } = keysOf(message);
  if (typeof title !== 'string' && typeof summary !== 'string') return undefined;
  return {
    title: textOf(title),
    summary: textOf(summary),
    deeplink: typeof deeplink === 'string' ? deeplink : undefined,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function keysOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
