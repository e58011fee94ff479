/** What a 400 is about, as far as its sentence tells. */
export interface Refusal {
  /** Positions in the request of the ids that the vendor cannot take; empty where it names none, or not only those. */
  readonly badPositions: readonly number[];
  /** The message or the deeplink is at fault, which every chunk shares. */
  readonly concernsContent: boolean;
}

/** Reads joi 14's sentence: `child "userIds" fails because ["userIds" at position 3 fails because ["3" must be a string]]`. */
export function readRefusal(sentence: string): Refusal {
  const concernsContent = /child "(?:message|deeplink)" fails/.test(sentence);
  if (concernsContent) return { badPositions: [], concernsContent };
  const positions = [...sentence.matchAll(/"userIds" at position (\d{1,4}) fails/g)].map(([, position]) =>
    Number(position),
  );
  return { badPositions: [...new Set(positions)].sort((a, b) => a - b), concernsContent };
}
