import './detail-pane.css';
import type { RequestRecord } from '../../src/api/requests';
import { OutcomeBadge } from '../parts/outcome-badge';
import { Panel } from '../parts/panel';
import { LockScreens } from '../phone/lock-screens';
import { useInspector, useWords } from '../state/context';
import { AnswerPart, RequestPart } from './exchange';
import { Facts } from './facts';
import { pushedOf } from './pushed';
import { useRecord } from './use-record';

/** Where the pane is found by the list. */
export const DETAIL_ID = 'detail';

/** The request that is chosen, whole. */
export function DetailPane() {
  return (
    <div id={DETAIL_ID} class="detail-pane">
      <Chosen />
    </div>
  );
}

function Chosen() {
  const words = useWords().detail;
  const { route } = useInspector();
  const record = useRecord();
  if (route.place.requestId === undefined) return <Panel title={words.title}>{words.choose}</Panel>;
  return (
    <Panel title={`${words.title} ${route.place.requestId}`}>
      <button type="button" class="close" onClick={() => route.go({ requestId: undefined })}>
        {words.close}
      </button>
      {record === 'gone' && <p>{words.gone}</p>}
      {record !== 'gone' && record !== undefined && <Detail record={record} />}
    </Panel>
  );
}

function Detail({ record }: { readonly record: RequestRecord }) {
  const push = pushedOf(record.body);
  return (
    <div class="detail">
      <OutcomeBadge outcome={record.outcome} status={record.status} />
      <Facts record={record} />
      {push && <LockScreens push={push} receivedAt={record.receivedAt} />}
      <RequestPart record={record} />
      <AnswerPart record={record} />
    </div>
  );
}
