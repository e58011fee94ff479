import type { Sender } from './describe-result.js';
import type { OpenTarget } from './recording-server.js';

/** A failure, and what each way of sending must know after it. */
export interface Row {
  readonly failure: string;
  readonly at: OpenTarget;
  readonly expected: Readonly<Record<Sender, string | readonly string[]>>;
  /** Aborts the request in the same turn of the event loop, or before it. */
  readonly aborted?: 'at once' | 'before';
  readonly bodyBytes?: number;
}

export const everywhere = (known: Row['expected'][Sender]): Row['expected'] => ({
  node: known,
  cold: known,
  warm: known,
});

/** No error tells, only whether headers were seen leaving, which a witness that has seen none yet must not be asked. */
export const UNSENT_BY_OBSERVER: Row['expected'] = { node: 'not-sent', cold: 'sent', warm: 'not-sent' };

/** The kernel may report the loss before or after the first bytes left. */
export const EITHER: Row['expected'] = everywhere(['not-sent', 'sent']);
