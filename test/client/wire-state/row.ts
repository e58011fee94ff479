import type { Sender } from './describe-result.js';
import type { OpenTarget } from './recording-server.js';

/** A failure, and the expected result of each transport. */
export interface Row {
  readonly failure: string;
  readonly at: OpenTarget;
  readonly expected: Readonly<Record<Sender, string | readonly string[]>>;
  /** Aborts the request before it is made, or in the same turn of the event loop. */
  readonly aborted?: 'at once' | 'before';
  readonly bodyBytes?: number;
}

export const everywhere = (known: Row['expected'][Sender]): Row['expected'] => ({
  node: known,
  cold: known,
  warm: known,
});

/** The error proves nothing. An observer knows if headers left, but is reliable only after it has seen an answer. */
export const UNSENT_BY_OBSERVER: Row['expected'] = { node: 'not-sent', cold: 'sent', warm: 'not-sent' };

/** The kernel may report the loss before or after the first bytes left. */
export const EITHER: Row['expected'] = everywhere(['not-sent', 'sent']);
