import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Delivery, DeliverySegment } from './delivery-segment.js';

/** How long a report may hold the event loop. */
const SLICE_MS = 5;

/** Customers between two looks at the clock: reading it costs as much as reading a delivery. */
const RECIPIENTS_PER_LOOK = 1000;

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
      visited += delivery.recipients + 1;
      if (visited < RECIPIENTS_PER_LOOK) continue;
      visited = 0;
      if (performance.now() < sliceEndsAtMs) continue;
      await nextTurn();
      sliceEndsAtMs = performance.now() + SLICE_MS;
    }
  }
}
