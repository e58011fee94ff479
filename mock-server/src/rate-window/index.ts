import type { Algorithm, RateLimit } from '../options/config.js';
import { bucket } from './bucket.js';
import { alignedWindow, fixedWindow } from './counted-window.js';
import type { Marks, RateWindow } from './rate-window.js';
import { slidingLog } from './sliding-log.js';

export { ADMITTED, type Admission, type Allowance, type Marks, type RateWindow } from './rate-window.js';

const SHAPES: Readonly<Record<Algorithm, (limit: RateLimit, marks: Marks) => RateWindow>> = {
  fixed: fixedWindow,
  aligned: alignedWindow,
  sliding: slidingLog,
  bucket,
};

/** A window of the given limit: an untouched one, or one with the marks of another. */
export function openWindow(limit: RateLimit, marks: Marks = []): RateWindow {
  return SHAPES[limit.algorithm](limit, marks);
}
