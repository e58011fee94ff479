import { useSignal } from '@preact/signals';
import type { RequestRecord } from '../../src/api/requests.js';
import { CodeBlock } from '../parts/code-block.js';
import { useInspector, useWords } from '../state/context.js';
import { curlOf } from './curl.js';
import { maskedBody } from './masked-body.js';

/** The request as a command. What is shown is masked as all else is; what is copied works. */
export function CopyCurl({ record }: { readonly record: RequestRecord }) {
  const words = useWords().detail;
  const { preferences } = useInspector();
  const said = useSignal('');
  const command = curlOf(record, location.origin);
  const copy = async () => {
    said.value = '';
    // Absent where the page came over plain HTTP from another machine.
    const copied = await navigator.clipboard?.writeText(command).then(
      () => true,
      () => false,
    );
    said.value = copied ? words.copied : words.copyFailed;
  };
  const shown = preferences.isUnmasked.value
    ? command
    : curlOf({ ...record, body: maskedBody(record.body) }, location.origin);
  return (
    <div class="curl">
      <button type="button" onClick={copy}>
        {words.copyCurl}
      </button>{' '}
      <span class="muted">{words.copyCurlHint}</span> <span role="status">{said.value}</span>
      <details>
        <summary>curl</summary>
        <CodeBlock label="curl" text={shown} />
      </details>
    </div>
  );
}
