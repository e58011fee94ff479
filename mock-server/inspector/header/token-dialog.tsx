import { useEffect, useRef } from 'preact/hooks';
import { useInspector, useWords } from '../state/context.js';

/** Asks for the admin token where the mock wants one. */
export function TokenDialog() {
  const { token } = useInspector();
  const words = useWords().token;
  const dialog = useRef<HTMLDialogElement>(null);
  const isWanted = token.isWanted.value;
  useEffect(() => {
    if (isWanted) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isWanted]);
  return (
    <dialog ref={dialog} class="token" aria-labelledby="token-title" onCancel={(event) => event.preventDefault()}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const given = new FormData(event.currentTarget).get('token');
          event.currentTarget.reset();
          if (typeof given === 'string' && given.trim() !== '') token.give(given.trim());
        }}
      >
        <h2 id="token-title">{words.title}</h2>
        <p>{words.why}</p>
        <label>
          {words.label}
          <input name="token" type="password" autocomplete="off" spellcheck={false} required />
        </label>
        <button type="submit">{words.enter}</button>
      </form>
    </dialog>
  );
}
