export * from './endpoint.js';
export * from './fidelity.js';
export * from './json.js';
export * from './limits.js';
export * from './masking.js';
export * from './messages.js';
export * from './pace.js';
export { isWellFormed } from './well-formed.js';
export type * from './wire.js';
