import './detail-pane.css';
import type { ComponentChildren, Ref } from 'preact';
import type { RequestRecord } from '../../src/api/requests.js';
import { useTextMask } from '../components/masking.js';
import { OutcomeBadge } from '../components/outcome-badge.js';
import { Panel } from '../components/panel.js';
import { LockScreens } from '../phone/lock-screens.js';
import { pushContentOf } from '../phone/push-content.js';
import { useInspector, useTexts, useTimeFormat } from '../state/context.js';
import { type OpenRequest, useRequestRecord } from './open-request.js';
import { AnswerSection, RequestSection } from './request-and-answer.js';

/** Element id of the pane: the list scrolls to it. */
export const DETAIL_ID = 'detail';

interface Props {
  readonly pane: Ref<HTMLDivElement>;
  readonly openRequest: OpenRequest;
}

/** The open request with all its details. */
export function DetailPane({ pane, openRequest }: Props) {
  return (
    <div ref={pane} id={DETAIL_ID} class="detail-pane">
      <PaneContent openRequest={openRequest} />
    </div>
  );
}

function PaneContent({ openRequest: { requestId, close } }: Pick<Props, 'openRequest'>) {
  const texts = useTexts().detail;
  const record = useRequestRecord(requestId);
  if (requestId === undefined) return <Panel title={texts.title}>{texts.choose}</Panel>;
  return (
    <Panel title={`${texts.title} ${requestId}`}>
      <button type="button" class="close" onClick={close}>
        {texts.close}
      </button>
      {record === 'evicted' && <p>{texts.evicted}</p>}
      {record !== 'evicted' && record !== undefined && <Detail record={record} />}
    </Panel>
  );
}

function Detail({ record }: { readonly record: RequestRecord }) {
  const texts = useTexts().detail;
  const { router } = useInspector();
  const push = pushContentOf(record.body);
  return (
    <div class="detail">
      <div>
        <OutcomeBadge outcome={record.outcome} status={record.status} />{' '}
        {router.route.requestId === undefined && <span class="muted">{texts.followsNewest}</span>}
      </div>
      <Facts record={record} />
      {push && <LockScreens push={push} receivedAt={record.receivedAt} />}
      <RequestSection record={record} />
      <AnswerSection record={record} />
    </div>
  );
}

/** Times, fault, standing, hint and advisories. */
function Facts({ record }: { readonly record: RequestRecord }) {
  const texts = useTexts().detail;
  const format = useTimeFormat();
  const mask = useTextMask();
  const { fault, standing, behaviour, hint, notBefore, durationMs, advisories } = record;
  const isDeliveredAnyway = record.accepted && record.outcome !== 'accepted';
  return (
    <dl class="facts">
      <Fact name={texts.receivedAt}>
        {format.dateTime(record.receivedAt)} <span class="muted">({format.time(record.receivedAt)})</span>
      </Fact>
      {durationMs !== null && <Fact name={texts.responseTime}>{texts.milliseconds(durationMs)}</Fact>}
      {fault && (
        <Fact name={texts.fault}>
          {fault.type}, {texts.faultRule} {fault.rule}
        </Fact>
      )}
      {isDeliveredAnyway && <Fact name="">{texts.delivered}</Fact>}
      {notBefore !== null && <Fact name={texts.retryAt}>{format.dateTime(notBefore)}</Fact>}
      {standing && (
        <Fact name={texts.standing}>
          {texts.standings[standing]} <span class="muted">({behaviour})</span>
        </Fact>
      )}
      {hint !== null && (
        <Fact name={texts.hint}>
          <span lang="en">{mask(hint)}</span>
        </Fact>
      )}
      {advisories.length > 0 && (
        <Fact name={texts.advisories}>
          <ul>
            {advisories.map(({ code, path, message }) => (
              <li key={`${code} ${path}`} lang="en">
                <code>{path}</code> {mask(message)}
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
