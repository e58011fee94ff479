export { fileRateLimitStore } from './file-rate-limit-store.js';
export { type PacedLease, Pacer, type PacerOptions, type WaitReason } from './pacer.js';
export {
  type Cooldown,
  cooldownAfter,
  gapMs,
  type Penalty,
  type RateLimit,
  type RateLimitSignals,
} from './rate-limit.js';
export { MAX_RETRY_AFTER_MS, parseHttpDate, readRateLimitFields, retryAfterMs } from './rate-limit-headers.js';
export {
  type Lease,
  type LeaseDenied,
  type LeaseOptions,
  memoryRateLimitStore,
  type RateLimitStore,
} from './rate-limit-store.js';
export { type RedisCommand, type RedisRateLimitStoreOptions, redisRateLimitStore } from './redis-rate-limit-store.js';
