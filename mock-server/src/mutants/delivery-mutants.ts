import type { PushRequest } from 'imshop-contracts';
import type { Mutant } from './mutant.js';

/** Mutants with wrong deliveries; their answers are right. */
export const DELIVERY_MUTANTS = {
  'swallowed-deeplink': {
    help: 'delivered without its deeplink',
    deliver: ({ deeplink: _, ...push }) => [push],
  },
  'swapped-texts': {
    help: 'title and summary are exchanged on the phone',
    deliver: withTexts(({ title, summary }) => ({ title: summary, summary: title })),
  },
  mojibake: {
    help: 'Cyrillic is garbled on the phone',
    deliver: withTexts(({ title, summary }) => ({ title: garbled(title), summary: garbled(summary) })),
  },
  'double-delivery': {
    help: 'every customer gets the push twice',
    deliver: (push) => [push, push],
  },
  'half-delivery': {
    help: 'only the first half of the ids gets the push',
    deliver: withIds((ids) => ids.slice(0, Math.ceil(ids.length / 2))),
  },
  'first-id-only': {
    help: 'only the first id gets the push',
    deliver: withIds((ids) => ids.slice(0, 1)),
  },
} as const satisfies Record<string, Mutant>;

type Deliver = (push: PushRequest) => readonly PushRequest[];

function withTexts(wrong: (message: PushRequest['message']) => PushRequest['message']): Deliver {
  return (push) => [{ ...push, message: wrong(push.message) }];
}

function withIds(wrong: (userIds: readonly string[]) => readonly string[]): Deliver {
  return (push) => [{ ...push, userIds: wrong(push.userIds) }];
}

/** Reads UTF-8 as Latin-1, a common mistake. */
function garbled(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
