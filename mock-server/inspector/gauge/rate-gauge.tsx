import type { IntegrationSummary } from '../../src/api/integrations';
import { useWords } from '../state/context';

/** How much of the limit is left, the window, and when the next request may come. */
export function RateGauge({ integration: { limiter } }: { readonly integration: IntegrationSummary }) {
  const words = useWords().gauge;
  if (limiter === null) return null;
  return (
    <p>
      {words.title}: {limiter.remaining}/{limiter.limit}
    </p>
  );
}
