import type { Sender } from './known.js';
import type { Opening } from './recording-server.js';

/** A failure, and what each way of sending must know after it. */
export interface Row {
  readonly failure: string;
  readonly at: Opening;
  readonly knows: Readonly<Record<Sender, string | readonly string[]>>;
  /** Aborts the request in the same turn of the event loop, or before it. */
  readonly aborted?: 'at once' | 'before';
  readonly bodyBytes?: number;
}

export const everywhere = (known: Row['knows'][Sender]): Row['knows'] => ({ node: known, cold: known, warm: known });

/** No error tells, only whether headers were seen leaving, which a witness that has seen none yet must not be asked. */
export const UNSENT_BY_WITNESS: Row['knows'] = { node: 'not-sent', cold: 'sent', warm: 'not-sent' };

/** The kernel may report the loss before or after the first bytes left. */
export const EITHER: Row['knows'] = everywhere(['not-sent', 'sent']);
