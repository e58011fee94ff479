import './components.css';
import type { Outcome } from '../../src/api/outcome.js';
import { useTexts } from '../state/context.js';

/** Status and outcome of a request. The text carries the meaning, the colour repeats it. */
export function OutcomeBadge({ outcome, status }: { readonly outcome: Outcome; readonly status: number | null }) {
  const texts = useTexts();
  return (
    <span class="outcome" data-outcome={outcome}>
      {status === null ? '' : `${status} `}
      {texts.outcomes[outcome]}
    </span>
  );
}
