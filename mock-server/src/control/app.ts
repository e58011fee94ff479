import express, { type Express, type Request, type RequestHandler, type Response, type Router } from 'express';
import { DEFAULT_SLUG, type PushPath } from '../api/push-path.js';
import { safeJson } from '../base/text.js';
import type { MockState } from '../core/mock-state.js';
import { checkOrigin } from './access/check-origin.js';
import { requireToken } from './access/require-token.js';
import { securityHeaders } from './access/security-headers.js';
import { check } from './check.js';
import { errorHandler, startTimer } from './error-handler.js';
import { streamEvents } from './events.js';
import { sendMetrics } from './metrics.js';
import type { Call, Operation } from './operation.js';
import { OPERATIONS } from './operations.js';
import { helpText, PAGE_PATH, pageFiles, sendPage } from './page.js';
import { ProblemError } from './problem.js';
import { noQuery } from './schemas.js';

const MAX_BODY = '1mb';

/** Parses every body as JSON, whatever its media type, and refuses the key `__proto__`. */
const json = express.json({
  limit: MAX_BODY,
  strict: false,
  type: () => true,
  reviver(key: string, value: unknown) {
    if (key === '__proto__') throw new SyntaxError('"__proto__" is not allowed');
    return value;
  },
});

/** Routes that answer text. */
const TEXT_PATHS: readonly string[] = ['/events', '/metrics'];

/** The control API and the page, as an Express application. */
export function controlPlane(state: MockState, path: PushPath): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(startTimer(), securityHeaders(), checkOrigin(state));
  app.get('/', sendPage(), (request, response) => {
    response.type('text/plain').send(helpText(urlOf(request, path, DEFAULT_SLUG)));
  });
  app.all('/', (request) => {
    throw methodNotAllowed(request, 'GET, HEAD');
  });
  app.use(PAGE_PATH, pageFiles());
  app.use('/_mock', requireToken(state), json, apiRouter(state, path));
  app.use(errorHandler(state));
  return app;
}

function apiRouter(state: MockState, path: PushPath): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get('/events', (request, response) => streamEvents(state, request, response));
  router.get('/metrics', sendMetrics(state));
  for (const operation of OPERATIONS) {
    router[operation.method](operation.path, async (request, response) => {
      const answer: unknown = await operation.handle({
        ...inputOf(request, operation),
        state,
        signal: abortOnClose(response),
        urlOf: (slug) => urlOf(request, path, slug),
      });
      if (answer === undefined) response.status(204).end();
      else response.type('json').send(safeJson(answer));
    });
  }
  const paths = new Set([...TEXT_PATHS, ...OPERATIONS.map((operation) => operation.path)]);
  for (const route of paths) router.all(route, refuseMethod(route));
  router.use((request) => {
    // The query is left out, because it may hold a secret or a customer's id.
    const call = `${request.method} ${request.baseUrl + request.path}`;
    throw new ProblemError(404, `no such call: ${call}; see /_mock/openapi.json`);
  });
  return router;
}

function refuseMethod(route: string): RequestHandler {
  const methods = OPERATIONS.filter(({ path }) => path === route).map(({ method }) => method.toUpperCase());
  const allow = TEXT_PATHS.includes(route) ? 'GET' : methods.join(', ');
  return (request) => {
    throw methodNotAllowed(request, allow);
  };
}

function methodNotAllowed({ method }: Request, allow: string): ProblemError {
  const detail = `the method ${method} is not allowed here; allowed are ${allow}`;
  return new ProblemError(405, detail, { headers: { Allow: allow } });
}

function inputOf(request: Request, { query = noQuery }: Operation): Pick<Call, 'params' | 'query' | 'body'> {
  return {
    // No route has a wildcard, so every parameter is a string.
    params: request.params as Record<string, string>,
    query: check(query, request.query, 'query'),
    body: request.body === undefined ? {} : request.body,
  };
}

function abortOnClose(response: Response): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  return controller.signal;
}

function urlOf(request: Request, path: PushPath, slug: string): string {
  return `http://${hostOf(request)}${path.of(slug)}`;
}

/** The host and port that the caller used; localhost if `Host` is not valid. */
function hostOf({ headers: { host = '' }, socket: { localPort } }: Request): string {
  return /^[\w.:[\]-]{1,255}$/.test(host) && URL.canParse(`http://${host}`) ? host : `localhost:${localPort}`;
}
