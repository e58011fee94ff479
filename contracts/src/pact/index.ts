export { type ConsumerOptions, PROVIDER, writeConsumerPact } from './consumer.js';
export { type ContractAnswer, type ContractInteraction, INTERACTIONS } from './interactions.js';
export { lintPact } from './lint.js';
export type { LintFinding, LintRule, StateCheck } from './lint-finding.js';
export { PactMissingError } from './pact-core.js';
export { type GivenState, type Interaction, type Pact, type PactBody, PactFileError, readPact } from './pact-file.js';
export {
  type InteractionResult,
  type InteractionVerdict,
  type PactSource,
  type ProviderUnderTest,
  type VerifyOptions,
  verifyPacts,
} from './provider.js';
export { type ReadProviderState, readState } from './read-state.js';
export { runSequence } from './run-sequence.js';
export { type Expectation, readSequence, type Sequence, SequenceError, type SequenceStep } from './sequence.js';
export { ProviderStateError, type ProviderStateErrorCode, type ProviderStateFault } from './state-error.js';
export * from './states.js';
export type { Difference } from './verifier.js';
