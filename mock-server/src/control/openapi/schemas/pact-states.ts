import { PROVIDER_STATES, type ProviderState, type ProviderStateParam } from 'imshop-contracts/pact';
import type { PactState, PactStateReport } from '../../../api/pact-states.js';
import { anything, type Components, closed, listOf, oneOf, ref, type Schema, whole } from '../schema.js';

const STATES: readonly ProviderState[] = PROVIDER_STATES;
const ACTION = oneOf(['setup', 'teardown']);

const STATE = {
  state: ref('PactStateName'),
  params: ref('PactStateParams'),
} as const satisfies Record<keyof PactState, Schema>;

/** Provider states, from the list of them. */
export const PACT_STATE_SCHEMAS: Components = {
  PactStateCall: {
    oneOf: [...STATES.flatMap(callsOf), callOf(oneOf([''], 'The interaction has no state.'), paramsOf([]))],
    description: 'action is setup unless given.',
  },
  PactStateName: oneOf([...STATES.map(({ name }) => name), ''], 'A state of the list; empty for none.'),
  PactStateParams: {
    type: 'object',
    additionalProperties: false,
    description: 'Every parameter that was given or has a default.',
    properties: mergedParams(),
  },
  PactState: closed<PactState>(STATE),
  PactStateReport: closed<PactStateReport>({
    action: ACTION,
    ...STATE,
    inForce: { ...listOf(ref('PactState')), description: 'The states that hold now, the latest last.' },
  }),
};

/** A state by its template, or without the placeholder; and with the placeholder filled in, where it has one. */
function callsOf({ name, description, params }: ProviderState): Schema[] {
  const [before = '', placeholder, after = ''] = name.split(/\{(\w+)\}/);
  const names = new Set([name, name.replace(/ ?\{\w+\}/, '')]);
  const bare = callOf(oneOf([...names], description), paramsOf(params));
  if (placeholder === undefined) return [bare];
  const others = params.map((param) => (param.name === placeholder ? { ...param, required: false } : param));
  const filled = { type: 'string', pattern: `^${before}\\d+${after}$`, description };
  return [bare, callOf(filled, paramsOf(others))];
}

function callOf(state: Schema, params: Schema & { readonly required: readonly string[] }): Schema {
  return {
    type: 'object',
    additionalProperties: false,
    required: ['state', ...(params.required.length > 0 ? ['params'] : [])],
    properties: { action: ACTION, state, params, consumer: anything('Some verifiers tell it; it changes nothing.') },
  };
}

function paramsOf(params: readonly ProviderStateParam[]): Schema & { readonly required: readonly string[] } {
  return {
    type: 'object',
    additionalProperties: false,
    required: params.filter(({ required }) => required).map(({ name }) => name),
    properties: Object.fromEntries(params.map((param) => [param.name, schemaOf(param)])),
  };
}

function schemaOf(param: ProviderStateParam): Schema {
  const { description } = param;
  if (param.type === 'slug') return { type: 'string', pattern: param.pattern, description };
  const schema =
    param.type === 'integer'
      ? whole(description, { minimum: param.min, maximum: param.max })
      : oneOf(param.values, description);
  return param.default === undefined ? schema : { ...schema, default: param.default };
}

/** Every parameter by its name; of one that differs between states, each form. */
function mergedParams(): Readonly<Record<string, Schema>> {
  const all = STATES.flatMap(({ params }) => params);
  const names = [...new Set(all.map(({ name }) => name))];
  const formsOf = (name: string) => [
    ...new Map(
      all.filter((param) => param.name === name).map((param) => [JSON.stringify(param), schemaOf(param)]),
    ).values(),
  ];
  return Object.fromEntries(names.map((name) => [name, formOf(formsOf(name))]));
}

function formOf(forms: readonly Schema[]): Schema {
  const [only = {}] = forms;
  return forms.length === 1 ? only : { anyOf: forms };
}
