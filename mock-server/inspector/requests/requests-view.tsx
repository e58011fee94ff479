import { useRef } from 'preact/hooks';
import { DetailPane } from '../detail/detail-pane';
import { useShown } from '../detail/use-shown';
import { Timeline } from '../timeline/timeline';
import { RequestList } from './request-list';

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
