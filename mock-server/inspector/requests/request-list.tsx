import './request-list.css';
import { useComputed } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import { Panel } from '../components/panel.js';
import { DETAIL_ID } from '../detail/detail-pane.js';
import { useInspector, useTexts } from '../state/context.js';
import { FilterBar } from './filter-bar.js';
import { RequestRow } from './request-row.js';
import { ROW_PX, rowForKey, scrollToRow, useScrollAnchor, useScrollPosition, visibleRange } from './virtual-rows.js';

interface Props {
  /** Id of the request in the detail pane. */
  readonly openId: string | undefined;
}

/** The requests, newest first. Only the visible rows of a long list are rendered. */
export function RequestList({ openId }: Props) {
  const texts = useTexts().requests;
  const { listedRows } = useInspector();
  return (
    <Panel title={texts.title}>
      <FilterBar />
      {listedRows.value.length === 0 ? <p class="muted">{texts.noMatch}</p> : <Rows openId={openId} />}
      <ListFooter />
    </Panel>
  );
}

function Rows({ openId }: Props) {
  const texts = useTexts().requests;
  const { listedRows, router } = useInspector();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const position = useScrollPosition(box);
  useScrollAnchor(box, listedRows.value);
  const count = listedRows.value.length;
  const rowAt = (index: number) => listedRows.value[count - 1 - index];
  const selectedAt = useComputed(() => {
    const { requestId } = router.route;
    return listedRows.value.findLastIndex((row) => row.requestId === requestId);
  });
  const selected = selectedAt.value === -1 ? -1 : count - 1 - selectedAt.value;
  const { start, end } = visibleRange(count, position);

  const select = (index: number) => {
    router.navigate({ requestId: rowAt(index)?.requestId });
    if (box.current) scrollToRow(box.current, index);
  };
  return (
    <>
      <div
        ref={box}
        class="rows"
        role="listbox"
        tabIndex={0}
        aria-label={texts.title}
        aria-activedescendant={selected >= start && selected < end ? `${id}-${selected}` : undefined}
        onKeyDown={(event) => {
          const index = rowForKey(event.key, selected, count);
          if (index === undefined) return;
          event.preventDefault();
          select(index);
        }}
      >
        <div role="presentation" style={{ height: `${count * ROW_PX}px` }}>
          {Array.from({ length: end - start }, (_, offset) => {
            const [index, row] = [start + offset, rowAt(start + offset)];
            return (
              row && (
                <RequestRow
                  key={row.requestId}
                  id={`${id}-${index}`}
                  row={row}
                  topPx={index * ROW_PX}
                  isSelected={index === selected}
                  isOpen={row.requestId === openId}
                  position={index + 1}
                  count={count}
                  onSelect={() => {
                    select(index);
                    showDetail();
                  }}
                />
              )
            );
          })}
        </div>
      </div>
      <button
        type="button"
        class="newest"
        hidden={position.topPx === 0}
        onClick={() => box.current?.scrollTo({ top: 0 })}
      >
        {texts.newest}
      </button>
    </>
  );
}

/** Scrolls to the detail pane, which is below the list on narrow screens. */
function showDetail(): void {
  document.getElementById(DETAIL_ID)?.scrollIntoView({ block: 'nearest' });
}

/** Number of listed requests, what the list may miss, and the button that clears the journal. */
function ListFooter() {
  const texts = useTexts().requests;
  const inspector = useInspector();
  const { searchResult, listedRows, rows, slug } = inspector;
  const evicted = rows.evicted.value;
  const bodiesTruncated = searchResult.value?.bodiesCut ?? 0;
  const clear = () => {
    const selected = slug.peek();
    if (selected !== undefined) void inspector.call((mock) => mock.integration(selected).deleteRequests());
  };
  return (
    <p class="notes muted">
      <span role="status">{texts.shown(listedRows.value.length)}</span>
      {evicted > 0 && <span>{texts.evicted(evicted)}</span>}
      {bodiesTruncated > 0 && <span>{texts.bodiesTruncated(bodiesTruncated)}</span>}
      <button type="button" onClick={clear}>
        {texts.clear}
      </button>
    </p>
  );
}
