import { useInspector, useWords } from '../state/context.js';

/** The last call that failed, until it is dismissed. */
export function Trouble() {
  const { trouble } = useInspector();
  const words = useWords().header;
  return (
    <div role="alert">
      {trouble.value !== undefined && (
        <p class="trouble">
          <span>{trouble.value}</span>
          <button
            type="button"
            onClick={() => {
              trouble.value = undefined;
            }}
          >
            {words.dismiss}
          </button>
        </p>
      )}
    </div>
  );
}
