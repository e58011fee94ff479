import { useInspector } from '../state/context.js';
import { maskedId } from './mask.js';

/** A customer's id; only its end until the person asks for more. */
export function CustomerId({ id }: { readonly id: string }) {
  const { preferences } = useInspector();
  return <bdi>{preferences.isUnmasked.value ? id : maskedId(id)}</bdi>;
}
