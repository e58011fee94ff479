export {
  type Baseline,
  type BaselineComparison,
  BaselineError,
  compareWithBaseline,
  createBaseline,
  parseBaseline,
} from './baseline.js';
export { type DeliveryGuarantee, describeEnd, type Evidence, type SenderEnd, type SenderRun } from './evidence.js';
export type { Job } from './job.js';
export {
  countRuns,
  failingVariants,
  MATRIX_SCENARIOS,
  type MatrixCell,
  type MatrixRow,
  runMatrix,
  VARIANTS,
  type Variant,
} from './matrix.js';
export {
  type Assumptions,
  type FaultRule,
  type MockHandle,
  type MockSetup,
  REDIRECT_TARGETS,
  type RecordedRequest,
  type RunLimits,
  runLimits,
  type StartMock,
} from './mock.js';
export { type CheckOptions, CheckOptionsError } from './options.js';
export type { ScenarioResult, TimelineRequest, Verdict } from './result.js';
export { runConformance } from './run-conformance.js';
export type { Level, Scenario } from './scenario.js';
export { SCENARIOS } from './scenarios/index.js';
export { commandSender } from './sender/command-sender.js';
export {
  environmentVariables,
  type RunningSender,
  type Sender,
  type SenderEnvironment,
  type SenderSession,
} from './sender/sender.js';
export { serviceSender } from './sender/service-sender.js';
