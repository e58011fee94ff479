import express, { type Express, type Request, type RequestHandler, type Response, type Router } from 'express';
import type Joi from 'joi';
import { isAuthorized } from '../admin-token.js';
import type { MockState } from '../state.js';
import { DEFAULT_SLUG, type PushPath } from '../vendor/route.js';
import { check } from './check.js';
import { streamEvents } from './events.js';
import { FAULT_OPERATIONS } from './faults.js';
import { helpText } from './help.js';
import { INTEGRATIONS } from './integrations.js';
import type { Call, Operation } from './operation.js';
import { PACT_STATES } from './pact-states.js';
import { PAGE_PATH, pageFiles, sendPage } from './page.js';
import { Problem, problemOf } from './problem.js';
import { REQUESTS } from './requests.js';
import { noQuery } from './schemas.js';
import { SERVICE } from './service.js';

/** Largest body of a control call. */
const MAX_BODY = '1mb';

/** Every body is JSON, whatever its type says; a key that would become a prototype is refused. */
const json = express.json({
  limit: MAX_BODY,
  strict: false,
  type: () => true,
  reviver(key: string, value: unknown) {
    if (key === '__proto__') throw new SyntaxError('"__proto__" is not allowed');
    return value;
  },
});

/**
 * Every call of the control API that answers JSON.
 *
 * @public A test holds the OpenAPI document against it.
 */
export const OPERATIONS: readonly Operation[] = [
  ...SERVICE,
  ...PACT_STATES,
  ...INTEGRATIONS,
  ...FAULT_OPERATIONS,
  ...REQUESTS,
];

/** The control API and the page, as an Express application. */
export function controlPlane(state: MockState, path: PushPath): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.get('/', sendPage(), (request, response) => {
    response.type('text/plain').send(helpText(urlOf(request, path, DEFAULT_SLUG)));
  });
  app.use(PAGE_PATH, pageFiles());
  app.use('/_mock', authorize(state), json, api(state, path));
  app.use((error: unknown, _request: Request, response: Response, _next: unknown) => {
    const problem = problemOf(error);
    if (problem.status === 500) state.logger.error({ error }, 'a defect of the mock');
    // A file of the page that was not sent after all has said by now that it may be kept for ever.
    response.status(problem.status).set('Cache-Control', 'no-store').set(problem.headers);
    response.type('application/problem+json').send(JSON.stringify(problem));
  });
  return app;
}

function api(state: MockState, path: PushPath): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get('/events', (request, response) => streamEvents(state, request, response));
  for (const { method, path: route, query = noQuery, handle } of OPERATIONS) {
    router[method](route, async (request, response) => {
      const answer: unknown = await handle(callOf(state, path, request, response, query));
      response.set('Cache-Control', 'no-store');
      if (answer === undefined) response.status(204).end();
      else response.json(answer);
    });
  }
  const paths = new Set(['/events', ...OPERATIONS.map((operation) => operation.path)]);
  for (const route of paths) router.all(route, refuseMethod(route));
  router.use((request) => {
    throw new Problem(404, `no such call: ${request.method} ${request.originalUrl}; see /_mock/openapi.json`);
  });
  return router;
}

function refuseMethod(route: string): RequestHandler {
  const methods = OPERATIONS.filter(({ path }) => path === route).map(({ method }) => method.toUpperCase());
  const allow = route === '/events' ? 'GET' : methods.join(', ');
  return (request) => {
    throw new Problem(405, `${request.method} is not served here; allowed are ${allow}`, { headers: { Allow: allow } });
  };
}

function callOf(state: MockState, path: PushPath, request: Request, response: Response, query: Joi.ObjectSchema): Call {
  const left = new AbortController();
  response.once('close', () => left.abort());
  return {
    state,
    // No route has a wildcard, so every parameter is one text.
    params: request.params as Record<string, string>,
    query: check(query, request.query, 'query'),
    body: request.body === undefined ? {} : request.body,
    urlOf: (slug) => urlOf(request, path, slug),
    signal: left.signal,
  };
}

function urlOf(request: Request, path: PushPath, slug: string): string {
  return `http://${hostOf(request)}${path.of(slug)}`;
}

/** How the caller reached the mock; where its `Host` is no host and port, the address it came to. */
function hostOf({ headers: { host = '' }, socket: { localPort } }: Request): string {
  return /^[\w.:[\]-]{1,255}$/.test(host) && URL.canParse(`http://${host}`) ? host : `localhost:${localPort}`;
}

/** Beyond loopback, and wherever a token was given, every call but the health check needs it. */
function authorize({ adminToken }: MockState): RequestHandler {
  return (request, _response, next) => {
    if (
      adminToken === undefined ||
      request.path === '/health' ||
      isAuthorized(request.get('authorization'), adminToken)
    ) {
      return next();
    }
    const headers = { 'WWW-Authenticate': 'Bearer realm="imshop-mock"' };
    throw new Problem(401, 'the admin token is needed: Authorization: Bearer …', { headers });
  };
}
