import type { FaultRules, Hit } from './rules.js';

/** Rules from several sources; of two that hit, the one from the earlier source does. */
export type Sources = readonly (FaultRules | undefined)[];

/** What the rules of one source made of a request at its arrival: a hit, or that they must know its customers first. */
type Sight = { readonly hit: Hit | undefined; readonly waits: false } | { readonly hit?: never; readonly waits: true };

/** A request as the rules of an integration saw it at its arrival; plain data. */
export interface Sighting {
  /** Which of the integration's pushes it is, from 1; 0 where it is none. */
  readonly number: number;
  /** Source by source. */
  readonly sights: readonly Sight[];
}

const NOTHING: Sight = { hit: undefined, waits: false };

const NO_SIGHTS: readonly Sight[] = [];

/** Only pushes are shown to rules. */
export const UNSEEN: Sighting = { number: 0, sights: NO_SIGHTS };

/**
 * Shows a request to rules at its arrival, so that hits follow the order of arrival. A source with a rule that looks at
 * customers sees it when its body is in: of its rules the first that applies hits, so they go together.
 */
export function sightingOf(number: number, sources: Sources, nowMs: number): Sighting {
  if (sources.every((rules) => rules === undefined || rules.size === 0)) return { number, sights: NO_SIGHTS };
  return { number, sights: sources.map((rules) => (rules && rules.size > 0 ? sightOf(rules, nowMs) : NOTHING)) };
}

/** The rule that hits a request, now that its customers are known. */
export function hitOf(
  { sights }: Sighting,
  sources: Sources,
  nowMs: number,
  userIds: readonly string[],
): Hit | undefined {
  const hits = sights.map(({ hit, waits }, source) =>
    waits ? sources[source]?.look({ nowMs, userIds: () => userIds })?.hit() : hit,
  );
  return hits.find((hit) => hit !== undefined);
}

function sightOf(rules: FaultRules, nowMs: number): Sight {
  if (rules.looksAtCustomers) return { waits: true };
  return { hit: rules.look({ nowMs, userIds: () => [] })?.hit(), waits: false };
}
