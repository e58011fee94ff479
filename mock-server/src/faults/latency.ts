import type { Latency } from '../api/faults.js';
import type { FaultKind } from './fault.js';

/** The usual answer, later. The push is accepted at once: whoever gives up waiting has been heard. */
export const latency: FaultKind<'latency'> = {
  passes: true,
  async act(fault, { own, wire, wait, draw }) {
    if (await wait(delayMs(fault, draw))) wire.send(own);
    else wire.close();
  },
};

/** The delay that a fault draws; a fixed one draws nothing. */
export function delayMs(fault: Latency, draw: (purpose: string) => number): number {
  if (fault.ms !== undefined) return fault.ms;
  if (fault.minMs !== undefined) return Math.round(fault.minMs + draw('delay') * (fault.maxMs - fault.minMs));
  return Math.round(fault.medianMs * Math.exp(fault.sigma * normal(draw)));
}

/** A standard normal number, by Box and Muller. */
function normal(draw: (purpose: string) => number): number {
  return Math.sqrt(-2 * Math.log(1 - draw('radius'))) * Math.cos(2 * Math.PI * draw('angle'));
}
