import { useId, useRef } from 'preact/hooks';
import { useWords } from '../state/context.js';
import type { Run } from './use-run.js';

/** Resets the whole mock, once the person confirmed it. */
export function ResetEverything({ run }: { readonly run: Run }) {
  const { reset: words, said } = useWords().outage;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const textId = useId();
  return (
    <>
      <button type="button" class="danger" onClick={() => dialog.current?.showModal()}>
        {words.open}
      </button>
      <dialog ref={dialog} class="reset" aria-labelledby={titleId} aria-describedby={textId}>
        <form
          method="dialog"
          onSubmit={(event) => {
            if (event.submitter?.getAttribute('value') === 'reset') void run((_, mock) => mock.reset(), said.reset);
          }}
        >
          <h2 id={titleId}>{words.title}</h2>
          <p id={textId}>{words.what}</p>
          <div class="answers">
            <button type="submit" value="cancel">
              {words.cancel}
            </button>
            <button type="submit" value="reset" class="danger">
              {words.confirm}
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}
