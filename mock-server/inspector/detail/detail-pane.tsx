import './detail-pane.css';
import type { Ref } from 'preact';
import type { RequestRecord } from '../../src/api/requests.js';
import { OutcomeBadge } from '../parts/outcome-badge.js';
import { Panel } from '../parts/panel.js';
import { LockScreens } from '../phone/lock-screens.js';
import { useInspector, useWords } from '../state/context.js';
import { AnswerPart, RequestPart } from './exchange.js';
import { Facts } from './facts.js';
import { pushedOf } from './pushed.js';
import { useRecord } from './use-record.js';
import type { Shown } from './use-shown.js';

/** Where the pane is found by the list. */
export const DETAIL_ID = 'detail';

/** The request that is shown, whole. */
export function DetailPane({ pane, shown }: { readonly pane: Ref<HTMLDivElement>; readonly shown: Shown }) {
  return (
    <div ref={pane} id={DETAIL_ID} class="detail-pane">
      <Whole shown={shown} />
    </div>
  );
}

function Whole({ shown: { requestId, close } }: { readonly shown: Shown }) {
  const words = useWords().detail;
  const record = useRecord(requestId);
  if (requestId === undefined) return <Panel title={words.title}>{words.choose}</Panel>;
  return (
    <Panel title={`${words.title} ${requestId}`}>
      <button type="button" class="close" onClick={close}>
        {words.close}
      </button>
      {record === 'gone' && <p>{words.gone}</p>}
      {record !== 'gone' && record !== undefined && <Detail record={record} />}
    </Panel>
  );
}

function Detail({ record }: { readonly record: RequestRecord }) {
  const words = useWords().detail;
  const { route } = useInspector();
  const push = pushedOf(record.body);
  return (
    <div class="detail">
      <div>
        <OutcomeBadge outcome={record.outcome} status={record.status} />{' '}
        {route.place.requestId === undefined && <span class="muted">{words.follows}</span>}
      </div>
      <Facts record={record} />
      {push && <LockScreens push={push} receivedAt={record.receivedAt} />}
      <RequestPart record={record} />
      <AnswerPart record={record} />
    </div>
  );
}
