import type { FidelityId } from '../fidelity.js';
import type { Expectation } from './expectations/index.js';
import type { Job } from './job.js';
import type { Play } from './play.js';
import type { Assumptions, Terms, VendorSetup } from './vendor.js';

/** In the sense of RFC 2119. */
export type Level = 'MUST' | 'SHOULD';

/** What a scenario may change about a healthy vendor. */
interface Behaviour extends Pick<VendorSetup, 'rateLimit' | 'available' | 'maxUserIds' | 'faults'> {
  readonly assumptions: Partial<Assumptions>;
}

/** One situation of the vendor, and what a sender makes of it. */
export interface Scenario {
  /** In kebab case; reports and baselines name it so. */
  readonly id: string;
  readonly level: Level;
  /** What the sender does where it passes. */
  readonly title: string;
  /** Why that matters. */
  readonly reason: string;
  /** The row of the fidelity table that it stands on. */
  readonly row: FidelityId;
  readonly job: Job;
  /** How the vendor behaves; healthy where nothing is given. */
  readonly vendor?: (terms: Terms) => Partial<Behaviour>;
  /** Which of the things left unsaid it depends on; a matrix plays it under every reading of them. */
  readonly assumes?: readonly (keyof Assumptions)[];
  /** What is done with the sender. @default it is started once */
  readonly play?: Play;
  readonly expect: readonly Expectation[];
}
