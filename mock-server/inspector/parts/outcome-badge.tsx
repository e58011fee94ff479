import './outcome-badge.css';
import type { Outcome } from '../../src/api/outcome.js';
import { useWords } from '../state/context.js';

/** How a request ended, in words; the colour only helps. */
export function OutcomeBadge({ outcome, status }: { readonly outcome: Outcome; readonly status: number | null }) {
  const words = useWords();
  return (
    <span class="outcome" data-outcome={outcome}>
      {status === null ? '' : `${status} `}
      {words.outcomes[outcome]}
    </span>
  );
}
