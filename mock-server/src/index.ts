export type { Advisory, AdvisoryCode } from './api/advisory.js';
export type * from './api/events.js';
export type * from './api/faults.js';
export { FAULT_TYPES, MAX_RECORDED_FAULTS, REDIRECT_STATUSES, SCENARIO_NAMES } from './api/faults.js';
export type { EvictionKind, EvictionTotals, Health } from './api/health.js';
export type { IntegrationSettings, RateLimit } from './api/integration-settings.js';
export type * from './api/integrations.js';
export type * from './api/mock.js';
export type { Outcome } from './api/outcome.js';
export type * from './api/pact-states.js';
export type * from './api/reports.js';
export type * from './api/requests.js';
export type { Clock } from './base/clock.js';
export { MockApiError, MockStartError } from './base/errors.js';
export type { Logger } from './base/logger.js';
export { type ConnectOptions, connectMock } from './client/connect-mock.js';
export { MUTANT_ROWS as MUTANTS, type MutantRow } from './mutants/index.js';
export type { MutantName } from './mutants/names.js';
export { createApp, type InProcessOptions } from './server/app.js';
export { type StartOptions, startMock } from './server/start-mock.js';
export { type SettingProblem, SettingsError } from './settings/errors.js';
export type { MockOptions } from './settings/settings.js';
export { type ProbeOptions, probe } from './tools/probe/probe.js';
export {
  type ComparedField,
  QUESTIONS as PROBE_QUESTIONS,
  type Question as ProbeQuestion,
} from './tools/probe/questions.js';
export type { ProbeReport } from './tools/probe/report.js';
