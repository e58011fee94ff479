import type { RequestLine } from '../../src/api/requests.js';
import { useTextMask } from '../components/masking.js';
import { OutcomeBadge } from '../components/outcome-badge.js';
import { useTexts, useTimeFormat } from '../state/context.js';

interface Props {
  readonly id: string;
  readonly row: RequestLine;
  readonly topPx: number;
  readonly isSelected: boolean;
  /** True for the request in the detail pane, which the user need not have selected. */
  readonly isOpen: boolean;
  /** Counted from 1. */
  readonly position: number;
  readonly count: number;
  onSelect(): void;
}

/** A request in the list. */
export function RequestRow({ id, row, topPx, isSelected, isOpen, position, count, onSelect }: Props) {
  const texts = useTexts().requests;
  const format = useTimeFormat();
  const mask = useTextMask();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the focus and handles the keys
    <div
      id={id}
      role="option"
      // Only the list is a tab stop.
      tabIndex={-1}
      class="row"
      aria-selected={isSelected}
      aria-current={isOpen ? 'true' : undefined}
      aria-posinset={position}
      aria-setsize={count}
      style={{ transform: `translateY(${topPx}px)` }}
      onClick={onSelect}
    >
      <span class="row-line">
        <OutcomeBadge outcome={row.outcome} status={row.status} />
        <Marks row={row} />
        <time class="muted" dateTime={row.receivedAt}>
          {format.time(row.receivedAt)}
        </time>
      </span>
      <span class="row-line">
        <bdi class="row-title" dir="auto">
          {row.title === null ? texts.noTitle : mask(row.title)}
        </bdi>
        <span class="muted">{texts.customers(row.userIds)}</span>
      </span>
    </div>
  );
}

/** Fault, delivery despite a fault, and advisories. */
function Marks({ row: { fault, accepted, outcome, advisories } }: { readonly row: RequestLine }) {
  const texts = useTexts().requests;
  const marks = [
    fault !== null && `${texts.fault}: ${fault.type}`,
    accepted && outcome !== 'accepted' && texts.deliveredAnyway,
    advisories > 0 && texts.advisories(advisories),
  ];
  return <span class="marks">{marks.filter((mark) => mark !== false).join(' · ')}</span>;
}
