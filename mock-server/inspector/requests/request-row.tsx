import type { RequestLine } from '../../src/api/requests.js';
import { OutcomeBadge } from '../parts/outcome-badge.js';
import { useMask } from '../parts/use-mask.js';
import { useMoments, useWords } from '../state/context.js';

export interface RequestRowProps {
  readonly id: string;
  readonly line: RequestLine;
  readonly topPx: number;
  readonly isChosen: boolean;
  /** Whether it is the one that is shown whole, which nobody need have chosen. */
  readonly isShown: boolean;
  /** Counted from 1. */
  readonly position: number;
  readonly count: number;
  onChoose(): void;
}

/** One request as a row of the list. */
export function RequestRow({ id, line, topPx, isChosen, isShown, position, count, onChoose }: RequestRowProps) {
  const words = useWords().requests;
  const moments = useMoments();
  const mask = useMask();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the focus and takes the keys
    <div
      id={id}
      role="option"
      // Only the list itself is a stop of the tab key.
      tabIndex={-1}
      class="row"
      aria-selected={isChosen}
      aria-current={isShown ? 'true' : undefined}
      aria-posinset={position}
      aria-setsize={count}
      style={{ transform: `translateY(${topPx}px)` }}
      onClick={onChoose}
    >
      <span class="row-line">
        <OutcomeBadge outcome={line.outcome} status={line.status} />
        <Marks line={line} />
        <time class="muted" dateTime={line.receivedAt}>
          {moments.time(line.receivedAt)}
        </time>
      </span>
      <span class="row-line">
        <bdi class="row-title" dir="auto">
          {line.title === null ? words.noTitle : mask(line.title)}
        </bdi>
        <span class="muted">{words.customers(line.userIds)}</span>
      </span>
    </div>
  );
}

/** What is special about a request. */
function Marks({ line: { fault, accepted, outcome, advisories } }: { readonly line: RequestLine }) {
  const words = useWords().requests;
  const marks = [
    fault !== null && `${words.fault}: ${fault.type}`,
    accepted && outcome !== 'accepted' && words.acceptedAnyway,
    advisories > 0 && words.advisories(advisories),
  ];
  return <span class="marks">{marks.filter((mark) => mark !== false).join(' · ')}</span>;
}
