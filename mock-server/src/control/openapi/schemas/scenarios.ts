import {
  MAX_TAPED_FAULTS,
  type Phase,
  SCENARIO_NAMES,
  type Scenario,
  type ScenarioName,
  type ScenarioState,
} from '../../../api/faults.js';
import { MAX_FAULT_REQUESTS, MAX_NAME_LENGTH, MAX_RULES, MAX_WINDOW_MS } from '../../../faults/bounds.js';
import {
  type Components,
  closed,
  flag,
  listOf,
  nonEmpty,
  oneOf,
  optional,
  orNull,
  ref,
  type Schema,
  whole,
} from '../schema.js';

const NAME: Schema = { ...nonEmpty('For whoever reads it.'), maxLength: MAX_NAME_LENGTH };

const LENGTH: Schema = {
  oneOf: [
    closed<{ requests: number }>({ requests: whole('So many.', { minimum: 1, maximum: MAX_FAULT_REQUESTS }) }),
    closed<{ ms: number }>({ ms: whole('So long.', { minimum: 1, maximum: MAX_WINDOW_MS }) }),
  ],
  description: 'How long the phase is; left out: to the end. Only the last phase may leave it out.',
};

export const SCENARIO_STATE = {
  scenario: { ...orNull(ref('Scenario')), description: 'As it was given; null where none runs.' },
  phase: {
    ...orNull(whole()),
    description: 'Number of the phase in force, from 0; null where none is, or all are over.',
  },
  requests: whole('Requests that came in this phase.'),
  remainingMs: { ...orNull(whole()), description: 'Until the phase ends by time; null where it does not.' },
  rounds: whole('How often the phases were gone through.'),
} as const satisfies Record<keyof ScenarioState, Schema>;

/** Faults in phases. */
export const SCENARIO_SCHEMAS: Components = {
  Phase: closed<Phase>({
    name: optional(NAME),
    for: optional(LENGTH),
    faults: optional({
      ...listOf(ref('FaultRule')),
      maxItems: MAX_TAPED_FAULTS,
      description: 'The rules in force; made when the phase begins.',
    }),
  }),
  Scenario: closed<Scenario>({
    name: optional(NAME),
    loop: optional(flag('Whether the phases begin again when all are over; false unless given.')),
    phases: { ...listOf(ref('Phase')), maxItems: MAX_RULES, description: 'One after the other.' },
  }),
  ScenarioByName: closed<{ name: ScenarioName }>({ name: oneOf(SCENARIO_NAMES, 'A scenario that the mock has.') }),
  ScenarioChoice: { oneOf: [ref('ScenarioByName'), ref('Scenario')] },
  ScenarioState: closed<ScenarioState>(SCENARIO_STATE),
};
