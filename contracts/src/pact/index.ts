export { type ConsumerOptions, PROVIDER, writeConsumerPact } from './consumer.js';
export { type ContractAnswer, type ContractInteraction, INTERACTIONS } from './interactions.js';
export { type LintFinding, type LintRule, lintPact, type StateCheck } from './lint.js';
export { type GivenState, type Interaction, type Pact, type PactBody, PactFileError, readPact } from './pact-file.js';
export {
  PROVIDER_STATES,
  type ProviderState,
  type ProviderStateName,
  type ProviderStateParam,
  type ProviderStateParams,
} from './provider-states.js';
export {
  ProviderStateError,
  type ProviderStateErrorCode,
  type ProviderStateProblem,
  type ResolvedProviderState,
  readState,
} from './read-state.js';
export { runSequence } from './run-sequence.js';
export { type ExpectedAnswer, readSequence, type Sequence, SequenceError, type SequenceStep } from './sequence-file.js';
export { type Difference, PactMissingError } from './verifier.js';
export {
  type InteractionResult,
  type InteractionVerdict,
  type PactSource,
  type ProviderUnderTest,
  type VerifyOptions,
  verifyPacts,
} from './verify-pacts.js';
