import { unavailable as answer } from '../vendor/answer.js';
import type { FaultKind } from './fault.js';

/** The integration is switched off, says the vendor, whatever the settings say. */
export const unavailable: FaultKind<'unavailable'> = {
  passes: false,
  act(_fault, { own, wire, show }) {
    const { status, body, outcome } = answer(own.advisories);
    show({ outcome, status, response: body });
    wire.send({ ...answer(own.advisories), row: 'simulated-fault' });
  },
};
