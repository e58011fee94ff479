import { MAX_STATES } from '../../../core/pact-states.js';
import { bodyOf, ok, type Paths } from '../answers.js';
import { PACT_STATE_CALLS, PACT_STATE_REPORT } from '../examples/pact-states.js';
import { BODY_REFUSALS } from '../refusals.js';

/** Provider states. */
export const PACT_STATE_PATHS: Paths = {
  '/pact-states': {
    post: {
      operationId: 'changePactState',
      summary: "Set a provider state up, or tear it down, as Pact's verifiers ask for it",
      description:
        'A state lies over settings and fault rules until its teardown, which brings back what was there; of two that say different things ' +
        'the later holds. Every setup gives the integrations it is for a full window of their own. A teardown without a setup changes nothing. ' +
        `At most ${MAX_STATES} states hold at once.`,
      tags: ['pact'],
      requestBody: bodyOf('PactStateCall', PACT_STATE_CALLS),
      responses: { ...ok('It was done.', 'PactStateReport', { 'set-up': PACT_STATE_REPORT }), ...BODY_REFUSALS },
    },
  },
};
