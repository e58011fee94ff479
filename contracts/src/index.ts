export * from './assumptions.js';
export * from './fidelity.js';
export * from './json.js';
export * from './limits.js';
export * from './masking.js';
export * from './messages.js';
export * from './pace.js';
export { isWellFormed } from './well-formed.js';
export {
  ANSWER_CONTENT_TYPE,
  MEDIA_TYPE,
  METHOD,
  type PushAccepted,
  type PushAnswer,
  type PushDeclined,
  type PushError,
  type PushMessage,
  type PushRequest,
} from './wire.js';
