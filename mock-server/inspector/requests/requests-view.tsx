import { useRef } from 'preact/hooks';
import { DetailPane } from '../detail/detail-pane.js';
import { useShown } from '../detail/use-shown.js';
import { Timeline } from '../timeline/timeline.js';
import { RequestList } from './request-list.js';

/** The requests over time, in a list, and one of them whole. */
export function RequestsView() {
  const pane = useRef<HTMLDivElement>(null);
  const shown = useShown(pane);
  return (
    <>
      <Timeline />
      <div class="split">
        <RequestList shownId={shown.requestId} />
        <DetailPane pane={pane} shown={shown} />
      </div>
    </>
  );
}
