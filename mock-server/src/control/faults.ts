import { type ActiveFault, MAX_RULES, type Scenario, type ScenarioState } from '../api/faults.js';
import { faultRule, scenarioName, scenarioSpec } from '../faults/rule-schemas.js';
import { builtIn } from '../scenarios/built-in.js';
import { check } from './check.js';
import { type Call, integrationOf, type Operation } from './operation.js';
import { ProblemError } from './problem.js';

const FAULTS = '/integrations/:slug/faults';
const SCENARIO = '/integrations/:slug/scenario';

/** Fault rules and the scenario of an integration. */
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
      if (faults.active.length >= MAX_RULES) throw tooManyRules();
      const added = faults.add(rule);
      emitFaults(call);
      return added;
    },
  },
  {
    method: 'delete',
    path: FAULTS,
    handle(call): void {
      integrationOf(call).faults.remove();
      emitFaults(call);
    },
  },
  {
    method: 'delete',
    path: `${FAULTS}/:id`,
    handle(call): void {
      const { id } = call.params;
      const { slug, faults } = integrationOf(call);
      if (!faults.remove(id)) throw new ProblemError(404, `integration ${slug} has no fault rule ${id}`);
      emitFaults(call);
    },
  },
  { method: 'get', path: SCENARIO, handle: (call): ScenarioState => integrationOf(call).faults.scenario },
  {
    method: 'put',
    path: SCENARIO,
    handle(call): ScenarioState {
      const scenario = readScenario(call.body);
      integrationOf(call).faults.startScenario(scenario);
      return emitScenario(call);
    },
  },
  {
    method: 'delete',
    path: SCENARIO,
    handle(call): void {
      integrationOf(call).faults.stopScenario();
      emitScenario(call);
    },
  },
];

/** Reads the name of a built-in scenario, or a scenario with its phases. */
function readScenario(body: unknown): Scenario {
  const hasPhases = typeof body === 'object' && body !== null && 'phases' in body;
  return hasPhases ? check(scenarioSpec, body, 'scenario') : builtIn(check(scenarioName, body, 'scenario').name);
}

function tooManyRules(): ProblemError {
  return new ProblemError(400, `an integration holds at most ${MAX_RULES} fault rules; remove one to add another`);
}

function emitFaults(call: Call): void {
  const { slug, faults } = integrationOf(call);
  call.state.events.append('faults', slug, { faults: faults.active });
}

function emitScenario(call: Call): ScenarioState {
  const { slug, faults } = integrationOf(call);
  call.state.events.append('scenario', slug, faults.scenario);
  return faults.scenario;
}
