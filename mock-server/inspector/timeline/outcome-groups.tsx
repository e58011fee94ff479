import type { JSX } from 'preact';
import type { Outcome } from '../../src/api/outcome.js';

/** Segments of a bar, from bottom to top. */
export const OUTCOME_GROUPS = ['accepted', 'pending', 'rate-limited', 'rejected', 'unavailable', 'failed'] as const;
export type OutcomeGroup = (typeof OUTCOME_GROUPS)[number];

export const GROUP_OF: Readonly<Record<Outcome, OutcomeGroup>> = {
  accepted: 'accepted',
  pending: 'pending',
  'rate-limited': 'rate-limited',
  'bad-request': 'rejected',
  'method-not-allowed': 'rejected',
  'unsupported-media-type': 'rejected',
  'payload-too-large': 'rejected',
  'malformed-http': 'rejected',
  unavailable: 'unavailable',
  faulted: 'failed',
  aborted: 'failed',
};

/** The outcome that the list can be filtered by; `undefined` for a group of several outcomes. */
export function singleOutcome(group: OutcomeGroup): Outcome | undefined {
  return group === 'rejected' || group === 'failed' ? undefined : group;
}

const TILE_PX = 6;

/** Drawn over each group's colour, so that bars differ without colours too. */
const SHAPES: Readonly<Record<OutcomeGroup, JSX.Element | null>> = {
  accepted: null,
  pending: <rect x="1" y="1" width="4" height="4" />,
  'rate-limited': <path d="M-1 1L1 -1M0 6L6 0M5 7L7 5" />,
  rejected: <circle cx="3" cy="3" r="1.4" />,
  unavailable: <path d="M0 3H6" />,
  failed: <path d="M0 0L6 6M0 6L6 0" />,
};

/** The fill patterns of the groups. `id` makes their element ids unique on the page. */
export function Patterns({ id }: { readonly id: string }) {
  return (
    <defs>
      {OUTCOME_GROUPS.map((group) => (
        <pattern
          key={group}
          id={patternId(id, group)}
          class={`timeline-${group}`}
          patternUnits="userSpaceOnUse"
          width={TILE_PX}
          height={TILE_PX}
        >
          <rect class="background" width={TILE_PX} height={TILE_PX} />
          {SHAPES[group]}
        </pattern>
      ))}
    </defs>
  );
}

/** The `fill` attribute of a group. */
export function fillOf(id: string, group: OutcomeGroup): string {
  return `url(#${patternId(id, group)})`;
}

function patternId(id: string, group: OutcomeGroup): string {
  return `${id}-${group}`;
}
