/** Less in common, and a name is no help. */
const LEAST_LIKENESS = 0.4;
/** A text may be anything a pact holds; no name is longer. */
const MAX_COMPARED = 200;

/** What differs from one use of a name to another says nothing of the name. */
const FILLED_IN = /\{\w*\}|\d+/g;

/** The names most like a text, the likest first; none where none is like it. */
export function nearest<Name extends string>(text: string, names: readonly Name[]): readonly Name[] {
  const pairs = pairsOf(text.slice(0, MAX_COMPARED));
  return names
    .map((name) => ({ name, likeness: likeness(pairs, pairsOf(name)) }))
    .filter((candidate) => candidate.likeness >= LEAST_LIKENESS)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Dice's coefficient: 1 for the same pairs of letters, 0 for none in common. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((pair) => b.has(pair)).length;
  return (2 * common) / (a.size + b.size);
}

function pairsOf(text: string): ReadonlySet<string> {
  const letters = text.replace(FILLED_IN, '').trim().toLowerCase();
  return new Set(Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2)));
}
