import type Joi from 'joi';
import { SLUG } from '../api/settings.js';
import type { Integration } from '../core/integration.js';
import type { MockState } from '../core/mock-state.js';
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

/** One method of one path below `/_mock`; what it returns is the JSON answer, `undefined` means 204. */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As Express and, with braces for colons, OpenAPI spell it. */
  readonly path: string;
  /** What the query may hold. Default: nothing. */
  readonly query?: Joi.ObjectSchema;
  handle(call: Call): unknown;
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
