export { httpDate, MAX_RETRY_AFTER_MS, rateLimitAdvice, retryAfterMs } from './advice.js';
export { filePaceStore } from './file-pace-store.js';
export { memoryPaceStore } from './memory-pace-store.js';
export { type LimitSigns, type Pace, type Settlement, settlementOf } from './pace.js';
export type { NoTurn, PaceStore, Turn, TurnBounds } from './pace-store.js';
export { type PacedTurn, Pacer, type PacerOptions, type WaitReason } from './pacer.js';
export { gapMs, type RateLimit } from './rate-limit.js';
export { type RedisCommand, type RedisPaceStoreOptions, redisPaceStore } from './redis-pace-store.js';
