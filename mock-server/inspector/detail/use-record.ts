import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import type { RequestRecord } from '../../src/api/requests.js';
import { useInspector } from '../state/context.js';

/** A request: whole, `gone` where the journal no longer has it, `undefined` until it is known. */
export function useRecord(requestId: string | undefined): RequestRecord | 'gone' | undefined {
  const inspector = useInspector();
  const slug = inspector.slug.value;
  const record = useSignal<RequestRecord | 'gone' | undefined>(undefined);
  // Fetched anew when it ends, and when the mock begins anew: its ids do, too.
  const line = inspector.lines.all.findLast((each) => each.requestId === requestId);
  useLayoutEffect(() => {
    if (slug === undefined || requestId === undefined) return;
    let isWanted = true;
    void inspector.find(slug, requestId).then((found) => {
      if (isWanted) record.value = found;
    });
    return () => {
      isWanted = false;
    };
  }, [inspector, slug, requestId, line?.outcome, line?.receivedAt, record]);
  const known = record.value;
  return known === 'gone' || known?.id === requestId ? known : undefined;
}
