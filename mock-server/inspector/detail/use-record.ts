import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { RequestRecord } from '../../src/api/requests';
import { useInspector } from '../state/context';

/** The request that is chosen: whole, `gone` where the journal no longer has it, `undefined` until it is known. */
export function useRecord(): RequestRecord | 'gone' | undefined {
  const inspector = useInspector();
  const { slug, requestId } = inspector.route.place;
  const record = useSignal<RequestRecord | 'gone' | undefined>(undefined);
  // A pending request is fetched anew when it ends.
  const outcome = inspector.lines.all.findLast((line) => line.requestId === requestId)?.outcome;
  useEffect(() => {
    if (slug === undefined || requestId === undefined) return;
    let isWanted = true;
    void inspector.find(slug, requestId).then((found) => {
      if (isWanted) record.value = found;
    });
    return () => {
      isWanted = false;
    };
  }, [inspector, slug, requestId, outcome, record]);
  const known = record.value;
  return known === 'gone' || known?.id === requestId ? known : undefined;
}
