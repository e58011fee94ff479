import type { ActiveFault, ScenarioState } from '../api/faults.js';
import { MAX_RULES } from '../faults/bounds.js';
import { faultRule } from '../faults/schema.js';
import { readScenario } from '../scenarios/read-scenario.js';
import { check } from './check.js';
import { type Call, integrationOf, type Operation } from './operation.js';
import { Problem } from './problem.js';

const FAULTS = '/integrations/:slug/faults';
const SCENARIO = '/integrations/:slug/scenario';

/** What fails on purpose. */
export const FAULT_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: FAULTS,
    handle: (call): { faults: readonly ActiveFault[] } => ({ faults: integrationOf(call).faults.active }),
  },
  {
    method: 'post',
    path: FAULTS,
    handle(call): ActiveFault {
      const rule = check(faultRule, call.body, 'fault rule');
      const { faults } = integrationOf(call);
      if (faults.active.length >= MAX_RULES)
        throw new Problem(400, `an integration holds at most ${MAX_RULES} fault rules`);
      const added = faults.add(rule);
      tell(call);
      return added;
    },
  },
  {
    method: 'delete',
    path: FAULTS,
    handle(call): void {
      integrationOf(call).faults.remove();
      tell(call);
    },
  },
  {
    method: 'delete',
    path: `${FAULTS}/:id`,
    handle(call): void {
      const { id } = call.params;
      if (!integrationOf(call).faults.remove(id)) throw new Problem(404, `no fault rule ${id}`);
      tell(call);
    },
  },
  { method: 'get', path: SCENARIO, handle: (call): ScenarioState => integrationOf(call).faults.scenario },
  {
    method: 'put',
    path: SCENARIO,
    handle(call): ScenarioState {
      const scenario = readScenario(call.body, (schema, value) => check(schema, value, 'scenario'));
      const { faults } = integrationOf(call);
      faults.start(scenario);
      return tellScenario(call);
    },
  },
  {
    method: 'delete',
    path: SCENARIO,
    handle(call): void {
      integrationOf(call).faults.stop();
      tellScenario(call);
    },
  },
];

function tell(call: Call): void {
  const { slug, faults } = integrationOf(call);
  call.state.events.append('faults', slug, { faults: faults.active });
}

function tellScenario(call: Call): ScenarioState {
  const { slug, faults } = integrationOf(call);
  call.state.events.append('scenario', slug, faults.scenario);
  return faults.scenario;
}
