import type { JSX } from 'preact';
import { GROUPS, type Group } from './groups.js';

const SIZE_PX = 6;

/** What is drawn over a group's colour, so that the bars can be told apart without seeing colours. */
const FIGURES: Readonly<Record<Group, JSX.Element | null>> = {
  accepted: null,
  pending: <rect x="1" y="1" width="4" height="4" />,
  'rate-limited': <path d="M-1 1L1 -1M0 6L6 0M5 7L7 5" />,
  refused: <circle cx="3" cy="3" r="1.4" />,
  unavailable: <path d="M0 3H6" />,
  broken: <path d="M0 0L6 6M0 6L6 0" />,
};

/** The fillings of bars and legend; `id` is the page's own for this timeline. */
export function Patterns({ id }: { readonly id: string }) {
  return (
    <defs>
      {GROUPS.map((group) => (
        <pattern
          key={group}
          id={patternId(id, group)}
          class={`timeline-${group}`}
          patternUnits="userSpaceOnUse"
          width={SIZE_PX}
          height={SIZE_PX}
        >
          <rect class="ground" width={SIZE_PX} height={SIZE_PX} />
          {FIGURES[group]}
        </pattern>
      ))}
    </defs>
  );
}

function patternId(id: string, group: Group): string {
  return `${id}-${group}`;
}

/** The value of `fill` for a group. */
export function fillOf(id: string, group: Group): string {
  return `url(#${patternId(id, group)})`;
}
