export { PushClient, type ResumeOptions, type SendOptions } from './client.js';
export { type Clock, systemClock } from './clock.js';
export type { Delivery, OnInvalid, RetryAfter503 } from './delivery/decide.js';
export * from './errors.js';
export type { PushEvent } from './events.js';
export type { Ids } from './ids/chunks.js';
export type { JournalOptions } from './journal/journal.js';
export { JournalError } from './journal/journal-error.js';
export type { JournalFile, JournalFiles } from './journal/journal-files.js';
export type { ClientOptions, PacingOptions, RetryOptions, TimeoutOptions } from './options.js';
export type { Attempt, NotSentReason, Outcome, OutcomeState, Result } from './outcome.js';
export * from './pacing/index.js';
export type { Plan, PlanWarning } from './plan.js';
export type { Push, PushMessage } from './push.js';
export { type Counts, IncompleteError, type Report } from './report.js';
export { countsOf, type ReportOptions, reportOf } from './report-of.js';
export type { PushStream } from './stream.js';
export { ATTEMPT_CHANNEL, type AttemptTrace } from './tracing.js';
export { type Fetch, fetchTransport } from './transport/fetch-transport.js';
export { type NodeTransportOptions, nodeTransport } from './transport/node-transport.js';
export type {
  Answered,
  NotSent,
  SentWithoutAnswer,
  Transport,
  WireRequest,
  WireResult,
} from './transport/transport.js';
