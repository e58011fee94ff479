import { unavailable as unavailableAnswer } from '../answers/answer.js';
import type { FaultHandler } from './fault-handler.js';

/** Answers "Integration is unavailable", whatever the setting `available` is. */
export const unavailable: FaultHandler<'unavailable'> = {
  answersNormally: false,
  apply(_fault, { settings, writer, report, applyMutation }) {
    const answer = applyMutation(unavailableAnswer(settings.unavailableStatus));
    const { status, body, outcome } = answer;
    report({ outcome, status, response: body });
    writer.send({ ...answer, row: 'simulated-fault' });
  },
};
