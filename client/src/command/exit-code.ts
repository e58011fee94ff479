import type { Counts } from '../report.js';

/** What the command ends with, the most urgent first. */
export const EXIT = { accepted: 0, rejected: 2, unknown: 3, halted: 4, usage: 64 } as const;

export function exitCodeOf(counts: Counts): number {
  if (counts['not-sent'] > 0) return EXIT.halted;
  if (counts.unknown > 0) return EXIT.unknown;
  return counts.rejected > 0 ? EXIT.rejected : EXIT.accepted;
}
