import type { Outcome } from '../../src/api/outcome.js';

/** What the bars are made of, from the bottom up. */
export const GROUPS = ['accepted', 'pending', 'rate-limited', 'refused', 'unavailable', 'broken'] as const;
export type Group = (typeof GROUPS)[number];

export const GROUP_OF: Readonly<Record<Outcome, Group>> = {
  accepted: 'accepted',
  pending: 'pending',
  'rate-limited': 'rate-limited',
  'bad-request': 'refused',
  'method-not-allowed': 'refused',
  'unsupported-media-type': 'refused',
  'payload-too-large': 'refused',
  'malformed-http': 'refused',
  unavailable: 'unavailable',
  faulted: 'broken',
  aborted: 'broken',
};

/** The outcome that a group is, where it is a single one: to that the list can be narrowed. */
export function singleOutcome(group: Group): Outcome | undefined {
  return group === 'refused' || group === 'broken' ? undefined : group;
}
