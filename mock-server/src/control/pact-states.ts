import { ProviderStateError, readState } from 'imshop-contracts/pact';
import type { PactStateReport } from '../api/pact-states.js';
import { MAX_STATES, type Setup } from '../core/pact-states.js';
import { check } from './check.js';
import type { Operation } from './operation.js';
import { overrideOf } from './pact-state-overrides.js';
import { type InvalidField, ProblemError } from './problem.js';
import { pactStateCall } from './schemas.js';

/** The call that Pact's verifiers make before and after each interaction. */
export const PACT_STATES: readonly Operation[] = [
  {
    method: 'post',
    path: '/pact-states',
    handle({ state: mock, body }): PactStateReport {
      const { action = 'setup', state: name, params = {} } = check(pactStateCall, body, 'pact state');
      const setup = name === '' ? noState(params) : setupOf(name, params);
      if (action === 'setup' && mock.pactStates.isFull)
        throw new ProblemError(
          400,
          `at most ${MAX_STATES} states are in force at once; call their teardown, or reset the mock`,
        );
      const affected = action === 'setup' ? mock.pactStates.setUp(setup) : mock.pactStates.tearDown(setup);
      for (const { slug, settings } of affected) mock.events.append('settings', slug, { ...settings });
      return { action, state: setup.state, params: setup.params, inForce: mock.pactStates.inForce };
    },
  },
];

function setupOf(name: string, params: Readonly<Record<string, unknown>>): Setup {
  try {
    const read = readState(name, params);
    return { ...read, slug: read.params.integration, override: overrideOf(read) };
  } catch (error) {
    if (!(error instanceof ProviderStateError)) throw error;
    throw new ProblemError(400, error.message, { errors: error.problems.map(({ code: _, ...fault }) => fault) });
  }
}

/** Verifiers announce an interaction without a state too: it begins with a full window, as every other does. */
function noState(params: object): Setup {
  const errors: InvalidField[] = Object.entries(params).map(([key, value]) => ({
    path: `params.${key}`,
    message: `"${key}" is not allowed: an empty state takes no params`,
    value,
  }));
  if (errors.length > 0) throw new ProblemError(400, errors.map(({ message }) => message).join('; '), { errors });
  return { state: '', params: {}, slug: undefined, override: {} };
}
