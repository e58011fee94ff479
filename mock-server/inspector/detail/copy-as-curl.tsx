import { useSignal } from '@preact/signals';
import type { RequestRecord } from '../../src/api/requests.js';
import { maskBody } from '../components/masking.js';
import { CodeBlock } from '../components/panel.js';
import { useInspector, useTexts } from '../state/context.js';

/** The request as a curl command. The displayed command is masked; the copied one works. */
export function CopyAsCurl({ record }: { readonly record: RequestRecord }) {
  const texts = useTexts().detail;
  const { preferences } = useInspector();
  const status = useSignal('');
  const command = curlCommand(record, location.origin);
  const copy = async () => {
    status.value = '';
    // `clipboard` is undefined on pages loaded over plain HTTP from another machine.
    const isCopied = await navigator.clipboard?.writeText(command).then(
      () => true,
      () => false,
    );
    status.value = isCopied ? texts.copied : texts.copyFailed;
  };
  const displayed = preferences.showsFullIds.value
    ? command
    : curlCommand({ ...record, body: maskBody(record.body) }, location.origin);
  return (
    <div class="curl">
      <button type="button" onClick={copy}>
        {texts.copyCurl}
      </button>{' '}
      <span class="muted">{texts.copyCurlHint}</span> <span role="status">{status.value}</span>
      <details>
        <summary>curl</summary>
        <CodeBlock label="curl" text={displayed} />
      </details>
    </div>
  );
}

/** Headers that curl sets, that belong to one connection, or that the journal redacts. */
const OMITTED_HEADERS = new Set([
  'accept-encoding',
  'authorization',
  'connection',
  'content-encoding',
  'content-length',
  'cookie',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'te',
  'transfer-encoding',
  'upgrade',
]);

/** The request as a command for a POSIX shell. */
function curlCommand({ method, path, headers, body }: RequestRecord, origin: string): string {
  const sentHeaders = Object.entries(headers).filter(([name]) => !OMITTED_HEADERS.has(name));
  // The journal keeps a body that is not JSON as text.
  const data = typeof body === 'string' ? body : JSON.stringify(body);
  return [
    `curl -sS -i -X ${shellQuote(method)} ${shellQuote(origin + path)}`,
    ...sentHeaders.map(([name, value]) => `-H ${shellQuote(`${name}: ${value}`)}`),
    ...(body === null ? [] : [`--data-raw ${shellQuote(data)}`]),
  ].join(' \\\n  ');
}

/** Quotes a shell argument: inside single quotes only the single quote itself is special. */
function shellQuote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
