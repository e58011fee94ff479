import type { RequestRecord } from '../../src/api/requests';
import { useMask } from '../parts/use-mask';
import type { Pushed } from '../phone/pushed';
import { pushedOf } from './pushed';

/** What the phones show of a request; `undefined` where its body holds no message. */
export function usePushed({ body }: RequestRecord): Pushed | undefined {
  const mask = useMask();
  const push = pushedOf(body);
  return (
    push && { title: mask(push.title), summary: mask(push.summary), deeplink: push.deeplink && mask(push.deeplink) }
  );
}
