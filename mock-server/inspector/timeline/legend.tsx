import { useInspector, useWords } from '../state/context.js';
import type { Counts } from './buckets.js';
import { GROUPS, type Group, singleOutcome } from './groups.js';
import { fillOf } from './patterns.js';

/** What the bars are made of, with counts; a group that is one outcome narrows the list to it. */
export function Legend({ counts, id }: { readonly counts: Counts; readonly id: string }) {
  const { timeline: words } = useWords();
  const { outcome } = useInspector().filter;
  const isShown = (group: Group): boolean => counts[group] > 0 || singleOutcome(group) === outcome.value;
  return (
    <ul class="timeline-legend" aria-label={words.legend}>
      {GROUPS.filter(isShown).map((group) => (
        <li key={group}>
          <Entry group={group} n={counts[group]} id={id} />
        </li>
      ))}
    </ul>
  );
}

interface EntryProps {
  readonly group: Group;
  readonly n: number;
  readonly id: string;
}

function Entry({ group, n, id }: EntryProps) {
  const { timeline: words } = useWords();
  const { outcome: filtered } = useInspector().filter;
  const outcome = singleOutcome(group);
  const content = (
    <>
      <svg width="14" height="14" aria-hidden="true">
        <rect width="14" height="14" rx="2" fill={fillOf(id, group)} />
      </svg>
      {words.groups[group](n)}
    </>
  );
  if (outcome === undefined) return <span>{content}</span>;
  const isPressed = filtered.value === outcome;
  return (
    <button
      type="button"
      aria-pressed={isPressed}
      title={words.filter}
      onClick={() => {
        filtered.value = isPressed ? '' : outcome;
      }}
    >
      {content}
    </button>
  );
}
