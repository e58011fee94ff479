import type { Clock } from '../base/clock.js';
import type { Logger } from '../base/logger.js';
import type { Settings } from '../settings/settings.js';
import { Evictions } from './evictions.js';
import { SharedBound } from './shared-bound.js';
import { Waiting } from './waiting.js';

/** What all integrations of a mock share room in. */
export class Bounds {
  readonly evictions: Evictions;
  /** Bytes of all journals. */
  readonly journals: SharedBound;
  /** Pairs of a push and a customer in all ledgers. */
  readonly ledgers: SharedBound;
  /** Answers that wait because of faults. */
  readonly waiting: Waiting;

  constructor({ journalTotalMaxBytes, ledgerMax, maxWaiting }: Settings, clock: Clock, logger: Logger) {
    this.evictions = new Evictions(clock, logger);
    this.journals = new SharedBound(journalTotalMaxBytes);
    this.ledgers = new SharedBound(ledgerMax);
    this.waiting = new Waiting(maxWaiting, this.evictions);
  }
}
