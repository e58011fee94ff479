export { type Baseline, BaselineError, baselineOf, parseBaseline, type Standing, standingOf } from './baseline.js';
export type { Delivery, Evidence, SenderEnd, SenderRun } from './evidence.js';
export { ended } from './expectations/index.js';
export type { Job } from './job.js';
export {
  breakingReadings,
  cellsOf,
  KEY_SCENARIOS,
  type MatrixCell,
  type MatrixRow,
  READINGS,
  type Reading,
  runMatrix,
} from './matrix.js';
export { CheckOptionsError } from './option-checks.js';
export type { CheckOptions } from './options.js';
export type { ScenarioResult, Verdict } from './result.js';
export { runConformance } from './run-conformance.js';
export type { Level, Scenario } from './scenario.js';
export { SCENARIOS } from './scenarios/index.js';
export { commandSender } from './sender/command-sender.js';
export {
  environmentOf,
  type RunningSender,
  type Sender,
  type SenderSession,
  type Surroundings,
} from './sender/sender.js';
export { serviceSender } from './sender/service-sender.js';
export { termsOf } from './terms.js';
export type { TimelineRequest } from './timeline.js';
export {
  type Assumptions,
  ELSEWHERE,
  type Fault,
  type StartVendor,
  type Terms,
  type Vendor,
  type VendorSetup,
  type WireRequest,
} from './vendor.js';
