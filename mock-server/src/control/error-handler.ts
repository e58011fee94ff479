import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { SLUG } from '../api/settings.js';
import { logDefect } from '../base/internal-error.js';
import { safeJson } from '../base/text.js';
import type { MockState } from '../core/mock-state.js';
import { problemOf } from './problem.js';

const STARTED = 'startedAtMs';

/** Stores when a call arrived, for the duration in the log. */
export function startTimer(): RequestHandler {
  return (_request, response, next) => {
    response.locals[STARTED] = performance.now();
    next();
  };
}

/**
 * Answers an error with problem details, counts it, and logs it under the id in the answer's `X-Mock-Request-Id`. The log
 * contains no text of the caller: a path may name a customer, and a text may contain control characters of a terminal.
 */
export function errorHandler({ totals, logger }: MockState): ErrorRequestHandler {
  let refusals = 0;
  return (error: unknown, request, response, _next) => {
    const problem = problemOf(error);
    const { status } = problem;
    refusals += 1;
    const requestId = `control-${refusals}`;
    totals.refusals.add(String(status));
    // The headers of a file that failed to be sent already allow caching.
    response.status(status).set('Cache-Control', 'no-store').set(problem.headers).set('X-Mock-Request-Id', requestId);
    response.type('application/problem+json').send(safeJson(problem));
    const durationMs = Math.round(performance.now() - Number(response.locals[STARTED]));
    const fields = { requestId, call: callOf(request), slug: slugOf(request), outcome: 'refused', status, durationMs };
    if (status === 500) logDefect(logger, error, { ...fields, outcome: 'failed' });
    else logger.debug(fields, 'control call');
  };
}

/** Method and route, with parameters instead of values; only the method if no route matched. */
function callOf({ method, route }: Request): string {
  const path: unknown = route?.path;
  return typeof path === 'string' ? `${method} ${path}` : method;
}

function slugOf({ originalUrl }: Request): string | undefined {
  const [, slug = ''] = /^\/_mock\/integrations\/([^/?]+)/.exec(originalUrl) ?? [];
  return SLUG.test(slug) ? slug : undefined;
}
