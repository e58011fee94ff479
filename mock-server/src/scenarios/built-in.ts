import type { Scenario, ScenarioName } from '../api/faults.js';

/** The built-in scenarios. */
const BUILT_IN: Readonly<Record<ScenarioName, Scenario>> = {
  healthy: { phases: [{}] },
  unavailable: { phases: [{ faults: [{ fault: { type: 'unavailable' } }] }] },
  brownout: {
    phases: [
      {
        faults: [
          { fault: { type: 'status', status: 503, body: 'html' }, when: { probability: 0.2 } },
          { fault: { type: 'latency', medianMs: 1_500, sigma: 0.6 } },
        ],
      },
    ],
  },
  flapping: {
    loop: true,
    phases: [
      { name: 'up', for: { requests: 3 } },
      { name: 'down', for: { requests: 2 }, faults: [{ fault: { type: 'status', status: 502, body: 'html' } }] },
    ],
  },
  'total-outage': { phases: [{ faults: [{ fault: { type: 'reset' } }] }] },
  'rate-limit-storm': {
    loop: true,
    phases: [
      { name: 'let in', for: { requests: 1 } },
      { name: 'storm', for: { requests: 3 }, faults: [{ fault: { type: 'rate-limited' } }] },
    ],
  },
  'lost-responses': {
    phases: [{ faults: [{ fault: { type: 'reset' }, when: { every: 3 }, accepted: true }] }],
  },
  slow: { phases: [{ faults: [{ fault: { type: 'latency', minMs: 2_000, maxMs: 8_000 } }] }] },
  maintenance: {
    phases: [
      {
        name: 'maintenance',
        for: { ms: 120_000 },
        faults: [{ fault: { type: 'status', status: 503, body: 'html', retryAfter: 120 } }],
      },
    ],
  },
};

/** A built-in scenario with its name. */
export function builtIn(name: ScenarioName): Scenario {
  return { name, ...BUILT_IN[name] };
}
