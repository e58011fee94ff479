import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { Integration, Mock } from '../../src/api/mock.js';
import { useSync } from '../state/context.js';

/** What was done last; counted, so that the same thing done twice is told twice. */
export interface Said {
  readonly number: number;
  readonly text: string;
}

/** Makes a change at the integration that is looked at and tells of it; resolves to whether the mock did it. */
export type Run = (
  change: (integration: Integration, mock: Mock) => Promise<unknown>,
  toldAs: string,
) => Promise<boolean>;

export function useRun(slug: string): { readonly run: Run; readonly said: ReadonlySignal<Said> } {
  const sync = useSync();
  const said = useSignal<Said>({ number: 0, text: '' });
  const run: Run = async (change, toldAs) => {
    const isDone = await sync.inspector.attempt(async (mock) => {
      await change(mock.integration(slug), mock);
      await sync.refresh();
      return true;
    });
    if (isDone) said.value = { number: said.peek().number + 1, text: toldAs };
    return isDone === true;
  };
  return { run, said };
}
