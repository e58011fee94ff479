import type { Algorithm, RateLimit } from '../api/integration-settings.js';
import type { RateWindow } from '../api/rate-window.js';
import { bucket } from './bucket.js';
import { alignedWindow, fixedWindow } from './counted-window.js';
import { slidingLog } from './sliding-log.js';

export { ADMITTED, type Admission, type Allowance, type RateWindow } from '../api/rate-window.js';

const SHAPES: Readonly<Record<Algorithm, (limit: RateLimit) => RateWindow>> = {
  fixed: fixedWindow,
  aligned: alignedWindow,
  sliding: slidingLog,
  bucket,
};

/** An untouched window of the given limit. */
export function openWindow(limit: RateLimit): RateWindow {
  return SHAPES[limit.algorithm](limit);
}
