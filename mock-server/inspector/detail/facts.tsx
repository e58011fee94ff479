import type { ComponentChildren } from 'preact';
import type { RequestRecord } from '../../src/api/requests.js';
import { useMask } from '../parts/use-mask.js';
import { useMoments, useWords } from '../state/context.js';

/** What is known of a request beside its bytes. */
export function Facts({ record }: { readonly record: RequestRecord }) {
  const words = useWords().detail;
  const moments = useMoments();
  const mask = useMask();
  const { fault, standing, behaviour, hint, notBefore, durationMs, advisories } = record;
  const isDeliveredAnyway = record.accepted && record.outcome !== 'accepted';
  return (
    <dl class="facts">
      <Fact name={words.receivedAt}>
        {moments.full(record.receivedAt)} <span class="muted">({moments.time(record.receivedAt)})</span>
      </Fact>
      {durationMs !== null && <Fact name={words.duration}>{words.milliseconds(durationMs)}</Fact>}
      {fault && (
        <Fact name={words.fault}>
          {fault.type}, {words.faultRule} {fault.rule}
        </Fact>
      )}
      {isDeliveredAnyway && <Fact name="">{words.delivered}</Fact>}
      {notBefore !== null && <Fact name={words.notBefore}>{moments.full(notBefore)}</Fact>}
      {standing && (
        <Fact name={words.standing}>
          {words.standings[standing]} <span class="muted">({behaviour})</span>
        </Fact>
      )}
      {hint !== null && (
        <Fact name={words.hint}>
          <span lang="en">{mask(hint)}</span>
        </Fact>
      )}
      {advisories.length > 0 && (
        <Fact name={words.advisories}>
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
