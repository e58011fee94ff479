export * from './endpoint.js';
export * from './fidelity.js';
export * from './limits.js';
export * from './messages.js';
export { isWellFormed } from './well-formed.js';
export type * from './wire.js';
