import { unavailable as answer } from '../answers/answer.js';
import type { FaultKind } from './fault.js';

/** The integration is switched off, says the vendor, whatever the setting `available` says. */
export const unavailable: FaultKind<'unavailable'> = {
  passes: false,
  act(_fault, { settings, wire, show, asVendor }) {
    const refusal = asVendor(answer(settings.unavailableStatus));
    const { status, body, outcome } = refusal;
    show({ outcome, status, response: body });
    wire.send({ ...refusal, row: 'simulated-fault' });
  },
};
