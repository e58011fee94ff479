import type { RequestRecord } from '../../src/api/requests.js';
import { CodeBlock } from '../parts/code-block.js';
import { useMask } from '../parts/use-mask.js';
import { useInspector, useWords } from '../state/context.js';
import { CopyCurl } from './copy-curl.js';
import { maskedBody } from './masked-body.js';

/** What the sender sent. */
export function RequestPart({ record }: { readonly record: RequestRecord }) {
  const words = useWords().detail;
  const { method, path, headers, body, bodyTruncated } = record;
  return (
    <section aria-label={words.request}>
      <h3>{words.request}</h3>
      <p class="target">
        <code>
          {method} {path}
        </code>
      </p>
      <Headers headers={headers} />
      {body === null ? <p class="muted">{words.noBody}</p> : <Body label={words.requestBody} value={body} />}
      {bodyTruncated ? <p>{words.bodyTruncated}</p> : <CopyCurl record={record} />}
    </section>
  );
}

/** What the sender was told. */
export function AnswerPart({ record: { status, response } }: { readonly record: RequestRecord }) {
  const words = useWords().detail;
  return (
    <section aria-label={words.answer}>
      <h3>{words.answer}</h3>
      {status === null && <p class="muted">{words.noAnswer}</p>}
      {status !== null && (
        <p class="target">
          <code>HTTP {status}</code>
        </p>
      )}
      {response !== null && <Body label={words.answerBody} value={response} />}
    </section>
  );
}

function Headers({ headers }: Pick<RequestRecord, 'headers'>) {
  const words = useWords().detail;
  const mask = useMask();
  return (
    <details>
      <summary>{words.headers}</summary>
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
  const shown = preferences.isUnmasked.value ? value : maskedBody(value);
  return <CodeBlock label={label} text={typeof shown === 'string' ? shown : JSON.stringify(shown, null, 2)} />;
}
