import { type Latency, MAX_FAULT_MS, MAX_SIGMA } from '../api/faults.js';
import type { FaultHandler } from './fault-handler.js';

/** Delays the usual answer. The push is accepted at once, also if the sender stops waiting. */
export const latency: FaultHandler<'latency'> = {
  answersNormally: true,
  options(joi) {
    const delay = joi.number().integer().min(0).keep().max(MAX_FAULT_MS);
    return {
      ms: delay.description('Fixed delay.'),
      minMs: delay.description('Shortest delay.'),
      maxMs: delay
        .min(joi.ref('minMs'))
        .description('Longest delay, not below minMs; delays are spread evenly between the two.'),
      medianMs: joi
        .number()
        .integer()
        .min(1)
        .max(MAX_FAULT_MS)
        .description('Median of log-normal delays: half of the answers take longer.'),
      sigma: joi.number().min(0).max(MAX_SIGMA).description('Standard deviation of the logarithm of the delay.'),
    };
  },
  constrain: (schema) => schema.xor('ms', 'minMs', 'medianMs').and('minMs', 'maxMs').and('medianMs', 'sigma'),
  async apply(fault, { vendorAnswer, writer, wait, seededRandom }) {
    if (await wait(delayMs(fault, seededRandom))) writer.send(vendorAnswer);
    else writer.close();
  },
};

/** The delay of one request. A fixed delay draws no random number. */
export function delayMs(fault: Latency, seededRandom: (purpose: string) => number): number {
  if (fault.ms !== undefined) return fault.ms;
  if (fault.minMs !== undefined) return Math.round(fault.minMs + seededRandom('delay') * (fault.maxMs - fault.minMs));
  return Math.round(fault.medianMs * Math.exp(fault.sigma * standardNormal(seededRandom)));
}

/** Box–Muller transform. */
function standardNormal(seededRandom: (purpose: string) => number): number {
  return Math.sqrt(-2 * Math.log(1 - seededRandom('radius'))) * Math.cos(2 * Math.PI * seededRandom('angle'));
}
