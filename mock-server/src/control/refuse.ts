import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { SLUG } from '../api/settings.js';
import { logDefect } from '../base/internal-error.js';
import { safeJson } from '../base/text.js';
import type { MockState } from '../core/mock-state.js';
import { problemOf } from './problem.js';

const STARTED = 'startedAtMs';

/** Notes when a call came in, so that a refusal can say how long it took. */
export function stamp(): RequestHandler {
  return (_request, response, next) => {
    response.locals[STARTED] = performance.now();
    next();
  };
}

/**
 * Answers what went wrong as problem details, counts it and logs it under the id that the answer carries. Logged is what the mock knows
 * of the call, never what the caller wrote: a path may name a customer, and a text may be made to steer a terminal.
 */
export function refuse({ totals, logger }: MockState): ErrorRequestHandler {
  let refusals = 0;
  return (error: unknown, request, response, _next) => {
    const problem = problemOf(error);
    const { status } = problem;
    refusals += 1;
    const requestId = `control-${refusals}`;
    totals.refusals.add(String(status));
    // A file of the page that was not sent after all has said by now that it may be kept for ever.
    response.status(status).set('Cache-Control', 'no-store').set(problem.headers).set('X-Mock-Request-Id', requestId);
    response.type('application/problem+json').send(safeJson(problem));
    const durationMs = Math.round(performance.now() - Number(response.locals[STARTED]));
    const fields = { requestId, call: callOf(request), slug: slugOf(request), outcome: 'refused', status, durationMs };
    if (status === 500) logDefect(logger, error, { ...fields, outcome: 'failed' });
    else logger.debug(fields, 'control call');
  };
}

/** The operation as the OpenAPI document names it, without the values of its path; the method alone where none was reached. */
function callOf({ method, route }: Request): string {
  const path: unknown = route?.path;
  return typeof path === 'string' ? `${method} ${path}` : method;
}

function slugOf({ originalUrl }: Request): string | undefined {
  const [, slug = ''] = /^\/_mock\/integrations\/([^/?]+)/.exec(originalUrl) ?? [];
  return SLUG.test(slug) ? slug : undefined;
}
