export type { PushAnswer, PushMessage, PushRequest } from 'imshop-contracts';
export { type Clock, systemClock } from './clock.js';
export * from './pacing/index.js';
