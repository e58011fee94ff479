export { PushClient, type ResumeOptions, type SendOptions } from './client.js';
export { type Clock, systemClock } from './clock.js';
export { ATTEMPT_CHANNEL, type AttemptTrace } from './delivery/request.js';
export * from './errors.js';
export type { PushEvent, PushStream } from './events.js';
export type { JournalOptions } from './journal/journal.js';
export { JournalError } from './journal/journal-error.js';
export type { JournalFile, JournalFiles } from './journal/journal-files.js';
export { countsFromJournal, type JournalReportOptions, reportFromJournal } from './journal-report.js';
export type {
  ClientOptions,
  Delivery,
  OnInvalid,
  PacingOptions,
  RetryAfter503,
  RetryOptions,
  TimeoutOptions,
} from './options.js';
export * from './pacing/index.js';
export type { Plan, PlanWarning } from './plan.js';
export type { Push, PushMessage, UserIds } from './push.js';
export {
  type Attempt,
  type Counts,
  type DeliveryResult,
  IncompleteError,
  type NotSentReason,
  type Outcome,
  type OutcomeState,
  type Report,
} from './report.js';
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
