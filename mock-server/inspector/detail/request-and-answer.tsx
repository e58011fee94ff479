import type { RequestRecord } from '../../src/api/requests.js';
import { maskBody, useTextMask } from '../components/masking.js';
import { CodeBlock } from '../components/panel.js';
import { useInspector, useTexts } from '../state/context.js';
import { CopyAsCurl } from './copy-as-curl.js';

export function RequestSection({ record }: { readonly record: RequestRecord }) {
  const texts = useTexts().detail;
  const { method, path, headers, body, bodyTruncated } = record;
  return (
    <section aria-label={texts.request}>
      <h3>{texts.request}</h3>
      <p class="start-line">
        <code>
          {method} {path}
        </code>
      </p>
      <Headers headers={headers} />
      {body === null ? <p class="muted">{texts.noBody}</p> : <Body label={texts.requestBody} value={body} />}
      {bodyTruncated ? <p>{texts.bodyTruncated}</p> : <CopyAsCurl record={record} />}
    </section>
  );
}

export function AnswerSection({ record: { status, response } }: { readonly record: RequestRecord }) {
  const texts = useTexts().detail;
  return (
    <section aria-label={texts.answer}>
      <h3>{texts.answer}</h3>
      {status === null ? (
        <p class="muted">{texts.noAnswer}</p>
      ) : (
        <p class="start-line">
          <code>HTTP {status}</code>
        </p>
      )}
      {response !== null && <Body label={texts.answerBody} value={response} />}
    </section>
  );
}

function Headers({ headers }: Pick<RequestRecord, 'headers'>) {
  const texts = useTexts().detail;
  const mask = useTextMask();
  return (
    <details>
      <summary>{texts.headers}</summary>
      <dl class="headers">
        {Object.entries(headers).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{mask(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Body({ label, value }: { readonly label: string; readonly value: unknown }) {
  const { preferences } = useInspector();
  const displayed = preferences.showsFullIds.value ? value : maskBody(value);
  return (
    <CodeBlock label={label} text={typeof displayed === 'string' ? displayed : JSON.stringify(displayed, null, 2)} />
  );
}
