import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Delivery, DeliverySegment } from './delivery-segment.js';

/** How long a report may hold the event loop. */
const SLICE_MS = 10;

/** Reading the clock for each delivery would cost more than reading the delivery. */
const DELIVERIES_PER_LOOK = 16;

/**
 * Visits deliveries, oldest first. It gives other requests their turn in between, so that a report
 * over millions of customers delays none of them.
 */
export async function readDeliveries(
  segments: readonly DeliverySegment[],
  visit: (delivery: Delivery) => void,
): Promise<void> {
  let sliceEndsAtMs = performance.now() + SLICE_MS;
  let visited = 0;
  for (const segment of segments) {
    for (const delivery of segment.deliveries()) {
      visit(delivery);
      visited += 1;
      if (visited % DELIVERIES_PER_LOOK !== 0 || performance.now() < sliceEndsAtMs) continue;
      await nextTurn();
      sliceEndsAtMs = performance.now() + SLICE_MS;
    }
  }
}
