import { MAX_FAULT_MS } from '../api/faults.js';
import type { FaultHandler } from './fault-handler.js';

const DEFAULT_INTERVAL_MS = 100;

/** Sends the headers of the usual answer at once, and its body one byte at a time. */
export const slowBody: FaultHandler<'slow-body'> = {
  answersNormally: true,
  options: (joi) => ({
    intervalMs: joi
      .number()
      .integer()
      .min(1)
      .max(MAX_FAULT_MS)
      .description(`Pause before each byte of the body. Default ${DEFAULT_INTERVAL_MS}.`),
  }),
  async apply({ intervalMs = DEFAULT_INTERVAL_MS }, { vendorAnswer, writer, wait }) {
    if (!(await writer.writeSlowly(vendorAnswer, () => wait(intervalMs)))) writer.close();
  },
};
