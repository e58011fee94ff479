import express, { type Express, type Request, type RequestHandler, type Response, type Router } from 'express';
import { safeJson } from '../base/text.js';
import type { MockState } from '../core/mock-state.js';
import { DEFAULT_SLUG, type PushPath } from '../endpoint/route.js';
import { authorize } from './access/authorize.js';
import { guard } from './access/guard.js';
import { strictHeaders } from './access/strict-headers.js';
import { check } from './check.js';
import { streamEvents } from './events.js';
import { helpText } from './help.js';
import { sendMetrics } from './metrics.js';
import type { Call, Operation } from './operation.js';
import { OPERATIONS } from './operations.js';
import { PAGE_PATH, pageFiles, sendPage } from './page.js';
import { Problem } from './problem.js';
import { refuse, stamp } from './refuse.js';
import { noQuery } from './schemas.js';

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

/** Calls that answer text. */
const TEXT_PATHS: readonly string[] = ['/events', '/metrics'];

/** The control API and the page, as an Express application. */
export function controlPlane(state: MockState, path: PushPath): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(stamp(), strictHeaders(), guard(state));
  app.get('/', sendPage(), (request, response) => {
    response.type('text/plain').send(helpText(urlOf(request, path, DEFAULT_SLUG)));
  });
  app.all('/', (request) => {
    throw methodRefused(request, 'GET, HEAD');
  });
  app.use(PAGE_PATH, pageFiles());
  app.use('/_mock', authorize(state), json, api(state, path));
  app.use(refuse(state));
  return app;
}

function api(state: MockState, path: PushPath): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.get('/events', (request, response) => streamEvents(state, request, response));
  router.get('/metrics', sendMetrics(state));
  for (const operation of OPERATIONS) {
    router[operation.method](operation.path, async (request, response) => {
      const answer: unknown = await operation.handle({
        ...given(request, operation),
        state,
        signal: leaving(response),
        urlOf: (slug) => urlOf(request, path, slug),
      });
      if (answer === undefined) response.status(204).end();
      else response.type('json').send(safeJson(answer));
    });
  }
  const paths = new Set([...TEXT_PATHS, ...OPERATIONS.map((operation) => operation.path)]);
  for (const route of paths) router.all(route, refuseMethod(route));
  router.use((request) => {
    // Without its query, which may hold what must not be repeated.
    throw new Problem(
      404,
      `no such call: ${request.method} ${request.baseUrl + request.path}; see /_mock/openapi.json`,
    );
  });
  return router;
}

function refuseMethod(route: string): RequestHandler {
  const methods = OPERATIONS.filter(({ path }) => path === route).map(({ method }) => method.toUpperCase());
  const allow = TEXT_PATHS.includes(route) ? 'GET' : methods.join(', ');
  return (request) => {
    throw methodRefused(request, allow);
  };
}

function methodRefused({ method }: Request, allow: string): Problem {
  return new Problem(405, `${method} is not served here; allowed are ${allow}`, { headers: { Allow: allow } });
}

function given(request: Request, { query = noQuery }: Operation): Pick<Call, 'params' | 'query' | 'body'> {
  return {
    // No route has a wildcard, so every parameter is one text.
    params: request.params as Record<string, string>,
    query: check(query, request.query, 'query'),
    body: request.body === undefined ? {} : request.body,
  };
}

/** Aborts when the caller left. */
function leaving(response: Response): AbortSignal {
  const left = new AbortController();
  response.once('close', () => left.abort());
  return left.signal;
}

function urlOf(request: Request, path: PushPath, slug: string): string {
  return `http://${hostOf(request)}${path.of(slug)}`;
}

/** How the caller reached the mock; where its `Host` is no host and port, the address it came to. */
function hostOf({ headers: { host = '' }, socket: { localPort } }: Request): string {
  return /^[\w.:[\]-]{1,255}$/.test(host) && URL.canParse(`http://${host}`) ? host : `localhost:${localPort}`;
}
