import { useInspector } from '../state/context';
import { maskedId } from './mask';

/** A customer's id; only its end until the person asks for more. */
export function CustomerId({ id }: { readonly id: string }) {
  const { preferences } = useInspector();
  return <bdi>{preferences.isUnmasked.value ? id : maskedId(id)}</bdi>;
}
