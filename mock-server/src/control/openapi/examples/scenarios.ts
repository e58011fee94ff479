import type { Scenario, ScenarioName, ScenarioState } from '../../../api/faults.js';

const DEPLOYMENT: Scenario = {
  name: 'deployment',
  loop: false,
  phases: [
    { name: 'as-usual', for: { requests: 5 } },
    { name: 'restart', for: { ms: 30_000 }, faults: [{ fault: { type: 'status', status: 502, body: 'html' } }] },
    { name: 'warming-up', faults: [{ fault: { type: 'latency', ms: 1500 }, times: 10 }] },
  ],
};

/** Bodies of `PUT …/scenario`, by what they are for. */
export const SCENARIOS: Readonly<Record<string, Scenario | { readonly name: ScenarioName }>> = {
  'by-name': { name: 'flapping' },
  'written-out': DEPLOYMENT,
};

export const STARTED: ScenarioState = { scenario: DEPLOYMENT, phase: 0, requests: 0, remainingMs: null, rounds: 0 };

export const UNDER_WAY: ScenarioState = { ...STARTED, phase: 1, requests: 2, remainingMs: 12_500 };

export const NONE: ScenarioState = { scenario: null, phase: null, requests: 0, remainingMs: null, rounds: 0 };
