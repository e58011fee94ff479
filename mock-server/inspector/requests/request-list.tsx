import './request-list.css';
import { useComputed, useSignal } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { DETAIL_ID } from '../detail/detail-pane.js';
import { Panel } from '../parts/panel.js';
import { useInspector, useWords } from '../state/context.js';
import { FilterBar } from './filter-bar.js';
import { rowAfter } from './keys.js';
import { ListNotes } from './list-notes.js';
import { RequestRow } from './request-row.js';
import { useScroll } from './use-scroll.js';
import { scrollTopFor, windowOf } from './window.js';

/** As in the style sheet. */
const ROW_PX = 48;

/** The requests, newest first; of thousands only those that are seen are rendered. */
export function RequestList({ shownId }: { readonly shownId: string | undefined }) {
  const words = useWords().requests;
  const { listed } = useInspector();
  return (
    <Panel title={words.title}>
      <FilterBar />
      {listed.value.length === 0 ? <p class="muted">{words.nothing}</p> : <Rows shownId={shownId} />}
      <ListNotes />
    </Panel>
  );
}

function Rows({ shownId }: { readonly shownId: string | undefined }) {
  const words = useWords().requests;
  const { listed, route } = useInspector();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const { topPx, heightPx } = useScroll(box);
  useStandStill(box);
  const count = listed.value.length;
  const rowAt = (index: number) => listed.value[count - 1 - index];
  const chosen = useComputed(() => {
    const { requestId } = route.place;
    return listed.value.findLastIndex((line) => line.requestId === requestId);
  });
  const current = chosen.value === -1 ? -1 : count - 1 - chosen.value;
  const { from, to } = windowOf(count, ROW_PX, topPx, heightPx);

  const go = (index: number) => {
    route.go({ requestId: rowAt(index)?.requestId });
    box.current?.scrollTo({ top: scrollTopFor(index, ROW_PX, box.current.scrollTop, box.current.clientHeight) });
  };
  return (
    <>
      <div
        ref={box}
        class="rows"
        role="listbox"
        tabIndex={0}
        aria-label={words.title}
        aria-activedescendant={current >= from && current < to ? `${id}-${current}` : undefined}
        onKeyDown={(event) => {
          const index = rowAfter(event.key, current, count);
          if (index === undefined) return;
          event.preventDefault();
          go(index);
        }}
      >
        <div role="presentation" style={{ height: `${count * ROW_PX}px` }}>
          {Array.from({ length: to - from }, (_, place) => {
            const [index, line] = [from + place, rowAt(from + place)];
            return (
              line && (
                <RequestRow
                  key={line.requestId}
                  id={`${id}-${index}`}
                  line={line}
                  topPx={index * ROW_PX}
                  isChosen={index === current}
                  isShown={line.requestId === shownId}
                  position={index + 1}
                  count={count}
                  onChoose={() => {
                    go(index);
                    showDetail();
                  }}
                />
              )
            );
          })}
        </div>
      </div>
      <button type="button" class="newest" hidden={topPx === 0} onClick={() => box.current?.scrollTo({ top: 0 })}>
        {words.newest}
      </button>
    </>
  );
}

/** Where the page is narrow, the detail is below the list. */
function showDetail(): void {
  document.getElementById(DETAIL_ID)?.scrollIntoView({ block: 'nearest' });
}

/** Keeps what is looked at where it is while newer rows come in above it. */
function useStandStill(box: { readonly current: HTMLElement | null }): void {
  const { listed } = useInspector();
  const newest = useSignal(listed.peek().at(-1)?.requestId);
  const lines = listed.value;
  useLayoutEffect(() => {
    const before = newest.peek();
    newest.value = lines.at(-1)?.requestId;
    if (!box.current || box.current.scrollTop === 0 || before === undefined) return;
    const place = lines.findLastIndex(({ requestId }) => requestId === before);
    if (place !== -1) box.current.scrollTop += (lines.length - 1 - place) * ROW_PX;
  }, [lines, box, newest]);
}
