import { useMask } from '../parts/use-mask.js';

/** More than any application's link has; the request shows it whole. */
const MOST_UNITS = 300;

/** Where a push leads, as a text: what a sender wrote is nothing to click on. It may name the customer. */
export function Deeplink({ to }: { readonly to: string }) {
  const whole = useMask()(to);
  return (
    <code>
      <bdi>{whole.length <= MOST_UNITS ? whole : `${whole.slice(0, MOST_UNITS)}…`}</bdi>
    </code>
  );
}
