import type Joi from 'joi';
import { SLUG } from '../api/settings.js';
import type { Integration } from '../core/integration.js';
import type { MockState } from '../core/mock-state.js';
import { ProblemError } from './problem.js';

/** One call of the control API, as its operation gets it. */
export interface Call {
  readonly state: MockState;
  /** Parameters of the path, decoded. */
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly query: unknown;
  /** The JSON value of the body; an empty object if there is no body. */
  readonly body: unknown;
  /** URL of an integration's endpoint, from the caller's point of view. */
  urlOf(slug: string): string;
  /** Aborts when the caller disconnects. */
  readonly signal: AbortSignal;
}

/** One method of one path below `/_mock`. Its result is the JSON answer; `undefined` means 204. */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** In the syntax of Express; OpenAPI writes `{id}` for `:id`. */
  readonly path: string;
  /** Schema of the query. Default: no parameters. */
  readonly query?: Joi.ObjectSchema;
  handle(call: Call): unknown;
}

/** The integration in the path, created on first use. */
export function integrationOf({ state, params }: Call): Integration {
  return state.integration(slugOf(params['slug']));
}

export function slugOf(slug: string | undefined): string {
  if (slug !== undefined && SLUG.test(slug)) return slug;
  const field = { path: 'slug', message: `a slug must match ${SLUG.source}`, value: slug };
  throw new ProblemError(400, field.message, { errors: [field] });
}
