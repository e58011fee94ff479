import type { FidelityId } from '../fidelity.js';
import type { Expectation } from './evidence.js';
import type { Job } from './job.js';
import type { Assumptions, MockSetup, RunLimits } from './mock.js';
import type { Procedure } from './procedures.js';

/** A requirement level of RFC 2119. */
export type Level = 'MUST' | 'SHOULD';

/** The part of the mock's configuration that a scenario may change. */
interface ScenarioSetup extends Pick<MockSetup, 'rateLimit' | 'available' | 'maxUserIds' | 'faults'> {
  readonly assumptions: Partial<Assumptions>;
}

/** One situation at the vendor, and the behaviour that it requires of a sender. */
export interface Scenario {
  /** In kebab case; used in reports and baselines. */
  readonly id: string;
  readonly level: Level;
  /** The behaviour of a sender that passes, as a sentence without its subject. */
  readonly title: string;
  /** The reason for the requirement. */
  readonly reason: string;
  /** The row of the fidelity table that the scenario relies on. */
  readonly row: FidelityId;
  readonly job: Job;
  /** Configures the mock. @default a healthy vendor */
  readonly setup?: (limits: RunLimits) => Partial<ScenarioSetup>;
  /** Assumptions that can change the result; a matrix runs the scenario under every variant of them. */
  readonly dependsOn?: readonly (keyof Assumptions)[];
  /** Runs the sender. @default it is started once */
  readonly procedure?: Procedure;
  readonly expect: readonly Expectation[];
}
