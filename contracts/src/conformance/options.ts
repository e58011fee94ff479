import type { Delivery } from './evidence.js';
import type { ScenarioResult } from './result.js';
import type { Scenario } from './scenario.js';
import type { Sender } from './sender/sender.js';
import type { StartVendor, Terms } from './vendor.js';

export interface CheckOptions {
  /** The program under test. */
  readonly sender: Sender;
  /** How to start a mock; `imshop-mock/check` has it. */
  readonly startVendor: StartVendor;
  /** At least one. @default all of them; for a matrix those that depend on a reading */
  readonly scenarios?: readonly Scenario[];
  /** The limit in force and the sender's time-out. @default 10 requests in 2,000 ms, and 3,000 ms */
  readonly terms?: Terms;
  /** What the sender promises where it cannot know. @default 'at-most-once' */
  readonly delivery?: Delivery;
  /** Longest that a start of the sender may take, beside what its pushes take at the vendor's own pace; at most a day. @default 90,000 */
  readonly timeoutMs?: number;
  /** Scenarios at once; each has a mock of its own. @default 4 */
  readonly jobs?: number;
  /** Port of the mock, for a service that posts to one address for ever. @default 0, a free one each time */
  readonly port?: number;
  /** Whether results hold ids of customers in full. @default false */
  readonly showIds?: boolean;
  /** Ends the run and all that it started. */
  readonly signal?: AbortSignal;
  /** Told of each scenario as it ends. */
  readonly onResult?: (result: ScenarioResult) => void;
}

/** The options, complete. */
export type CheckConfig = Required<CheckOptions>;
