import { useInspector, useWords } from '../state/context.js';

/** How much is shown, what is no longer kept or cannot be searched, and the way to begin anew. */
export function ListNotes() {
  const words = useWords().requests;
  const inspector = useInspector();
  const { found, listed, lines, slug } = inspector;
  const evicted = lines.evicted.value;
  const bodiesCut = found.value?.bodiesCut ?? 0;
  return (
    <p class="notes muted">
      <span role="status">{words.shown(listed.value.length)}</span>
      {evicted > 0 && <span>{words.evicted(evicted)}</span>}
      {bodiesCut > 0 && <span>{words.bodiesCut(bodiesCut)}</span>}
      <button
        type="button"
        onClick={() => {
          const shown = slug.peek();
          if (shown !== undefined) void inspector.attempt((mock) => mock.integration(shown).deleteRequests());
        }}
      >
        {words.clear}
      </button>
    </p>
  );
}
