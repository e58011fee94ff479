import { unavailable as answer } from '../vendor/answer.js';
import type { FaultKind } from './fault.js';

/** The integration is switched off, says the vendor, whatever the settings say. */
export const unavailable: FaultKind<'unavailable'> = {
  passes: false,
  act(_fault, { own, wire, show, asVendor }) {
    const refusal = asVendor(answer(own.advisories));
    const { status, body, outcome } = refusal;
    show({ outcome, status, response: body });
    wire.send({ ...refusal, row: 'simulated-fault' });
  },
};
