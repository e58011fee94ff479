import { PROVIDER_STATES, type ProviderState, type ProviderStateParam } from 'imshop-contracts/pact';
import type { PactState, PactStateReport } from '../../api/pact-states.js';
import { any, array, type Components, enumeration, integer, object, ref, type Schema } from './json-schema.js';

const STATES: readonly ProviderState[] = PROVIDER_STATES;
const ACTION = enumeration(['setup', 'teardown'], 'Default setup.');

const STATE = {
  state: ref('PactStateName'),
  params: ref('PactStateParams'),
} as const satisfies Record<keyof PactState, Schema>;

/** Provider states; derived from their list, because Joi checks neither names nor parameters. */
export const PACT_STATE_SCHEMAS: Components = {
  PactStateCall: {
    oneOf: [...STATES.flatMap(callsOf), callOf(enumeration([''], 'The interaction has no state.'), paramsOf([]))],
  },
  PactStateName: enumeration([...STATES.map(({ name }) => name), ''], 'A state of the list; empty for no state.'),
  PactStateParams: {
    type: 'object',
    additionalProperties: false,
    description: 'Every parameter that was given or has a default.',
    properties: mergedParams(),
  },
  PactState: object<PactState>(STATE),
  PactStateReport: object<PactStateReport>({
    action: ACTION,
    ...STATE,
    inForce: array(ref('PactState'), 'The states in force, the latest last.'),
  }),
};

/** The calls for a state: by its template, without the placeholder, and with the placeholder filled in. */
function callsOf({ name, description, params }: ProviderState): Schema[] {
  const [before = '', placeholder, after = ''] = name.split(/\{(\w+)\}/);
  const names = new Set([name, name.replace(/ ?\{\w+\}/, '')]);
  const byTemplate = callOf(enumeration([...names], description), paramsOf(params));
  if (placeholder === undefined) return [byTemplate];
  const others = params.map((param) => (param.name === placeholder ? { ...param, required: false } : param));
  const filledIn = { type: 'string', pattern: `^${before}\\d+${after}$`, description };
  return [byTemplate, callOf(filledIn, paramsOf(others))];
}

function callOf(state: Schema, params: Schema & { readonly required: readonly string[] }): Schema {
  return {
    type: 'object',
    additionalProperties: false,
    required: ['state', ...(params.required.length > 0 ? ['params'] : [])],
    properties: { action: ACTION, state, params, consumer: any('Ignored; some verifiers send it.') },
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
      ? integer(description, { minimum: param.min, maximum: param.max })
      : enumeration(param.values, description);
  return param.default === undefined ? schema : { ...schema, default: param.default };
}

/** Every parameter by name. One that differs between states may have any of its schemas. */
function mergedParams(): Readonly<Record<string, Schema>> {
  const schemas = new Map<string, Map<string, Schema>>();
  for (const param of STATES.flatMap(({ params }) => params)) {
    const variants = schemas.get(param.name) ?? new Map<string, Schema>();
    schemas.set(param.name, variants.set(JSON.stringify(param), schemaOf(param)));
  }
  return Object.fromEntries(
    [...schemas].map(([name, variants]) => {
      const [only = {}, ...others] = [...variants.values()];
      return [name, others.length === 0 ? only : { anyOf: [only, ...others] }];
    }),
  );
}
