import type { Clock } from '../base/clock.js';
import type { Logger } from '../base/logger.js';
import type { Settings } from '../settings/settings.js';
import { Evictions } from './evictions.js';
import { PendingAnswers } from './pending-answers.js';
import { SharedQuota } from './shared-quota.js';

/** The limits that all integrations of a mock share. */
export class Limits {
  readonly evictions: Evictions;
  /** Bytes of all journals. */
  readonly journalBytes: SharedQuota;
  /** Bytes of all deliveries. */
  readonly deliveryBytes: SharedQuota;
  /** Answers that faults keep waiting. */
  readonly pendingAnswers: PendingAnswers;

  constructor({ journalTotalMaxBytes, deliveriesMaxBytes, maxWaiting }: Settings, clock: Clock, logger: Logger) {
    this.evictions = new Evictions(clock, logger);
    this.journalBytes = new SharedQuota(journalTotalMaxBytes);
    this.deliveryBytes = new SharedQuota(deliveriesMaxBytes);
    this.pendingAnswers = new PendingAnswers(maxWaiting, this.evictions);
  }
}
