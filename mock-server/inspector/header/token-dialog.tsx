import { useEffect, useRef } from 'preact/hooks';
import { useInspector, useTexts } from '../state/context.js';

/** Asks for the admin token. */
export function TokenDialog() {
  const { token } = useInspector();
  const texts = useTexts().token;
  const dialog = useRef<HTMLDialogElement>(null);
  const isRequired = token.isRequired.value;
  useEffect(() => {
    if (isRequired) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isRequired]);
  return (
    <dialog ref={dialog} class="token" aria-labelledby="token-title" onCancel={(event) => event.preventDefault()}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const entered = new FormData(event.currentTarget).get('token');
          event.currentTarget.reset();
          if (typeof entered === 'string' && entered.trim() !== '') token.set(entered.trim());
        }}
      >
        <h2 id="token-title">{texts.title}</h2>
        <p>{texts.why}</p>
        <label>
          {texts.label}
          <input name="token" type="password" autocomplete="off" spellcheck={false} required />
        </label>
        <button type="submit">{texts.submit}</button>
      </form>
    </dialog>
  );
}
