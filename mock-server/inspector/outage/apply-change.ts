import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { Integration, Mock } from '../../src/api/mock.js';
import { useSync } from '../state/context.js';

/** Message about the last change. The number makes screen readers announce the same text again. */
export interface Announcement {
  readonly number: number;
  readonly text: string;
}

/** Changes the integration or the mock, then announces it. Resolves to true where the mock made the change. */
export type ApplyChange = (
  change: (integration: Integration, mock: Mock) => Promise<unknown>,
  announcement: string,
) => Promise<boolean>;

export function useApplyChange(slug: string): {
  readonly applyChange: ApplyChange;
  readonly announcement: ReadonlySignal<Announcement>;
} {
  const sync = useSync();
  const announcement = useSignal<Announcement>({ number: 0, text: '' });
  const applyChange: ApplyChange = async (change, text) => {
    const isDone = await sync.inspector.call(async (mock) => {
      await change(mock.integration(slug), mock);
      await sync.refresh();
      return true;
    });
    if (isDone) announcement.value = { number: announcement.peek().number + 1, text };
    return isDone === true;
  };
  return { applyChange, announcement };
}
