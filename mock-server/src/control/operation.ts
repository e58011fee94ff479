import type Joi from 'joi';
import type { Integration } from '../integration.js';
import { SLUG } from '../options/settings.js';
import type { MockState } from '../state.js';
import type { PushPath } from '../vendor/route.js';
import { Problem } from './problem.js';

/** One call of the control API, as its operation sees it. */
export interface Call {
  readonly state: MockState;
  /** Parameters of the path, decoded. */
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly query: unknown;
  /** The JSON value sent; an empty object where there was no body. */
  readonly body: unknown;
  /** Where an integration is posted to, as this caller would reach it. */
  urlOf(slug: string): string;
  /** Aborts when the caller left. */
  readonly signal: AbortSignal;
}

/** What was called with; plain data, so that a call can be taken elsewhere too. */
export interface CallData {
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly query: unknown;
  readonly body: unknown;
  /** How the caller reached the mock: host, and port where it is not the usual one. */
  readonly host: string;
}

/** Takes a call; where the state is shared, everywhere and in one order. */
export type Perform = (operation: Operation, data: CallData, signal: AbortSignal) => unknown;

/**
 * What a call has to do with the state: nothing that replicas share, looks at it, or changes it.
 * A look counts as use of the integration it names, which makes it where there is none.
 */
export type Reach = 'own' | 'looks' | 'changes';

/** One method of one path below `/_mock`; what it returns is the JSON answer, `undefined` means 204. */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As Express and, with braces for colons, OpenAPI spell it. */
  readonly path: string;
  /** What the query may hold. Default: nothing. */
  readonly query?: Joi.ObjectSchema;
  /** Default: a GET looks, anything else changes. */
  readonly reach?: Reach;
  handle(call: Call): unknown;
}

/** A call as its operation sees it. */
export function callOf(state: MockState, path: PushPath, { host, ...data }: CallData, signal: AbortSignal): Call {
  return { ...data, state, signal, urlOf: (slug) => `http://${host}${path.of(slug)}` };
}

/** What a call has to do with the state. */
export function reachOf({ method, reach }: Operation): Reach {
  return reach ?? (method === 'get' ? 'looks' : 'changes');
}

/** The integration that the path names, made on first use. */
export function integrationOf({ state, params }: Call): Integration {
  return state.integration(slugOf(params['slug']));
}

export function slugOf(slug: string | undefined): string {
  if (slug !== undefined && SLUG.test(slug)) return slug;
  const fault = { path: 'slug', message: `a slug must match ${SLUG.source}`, value: slug };
  throw new Problem(400, fault.message, { errors: [fault] });
}
