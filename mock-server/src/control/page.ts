import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { DEFAULT_SLUG } from '../api/push-path.js';
import { PACKAGE_FOLDER, VERSION } from '../base/version.js';

/** The built page. */
const FOLDER = fileURLToPath(new URL('dist/page/', PACKAGE_FOLDER));

/** Address of the page's scripts and styles. They need no token, because the page itself asks for it. */
export const PAGE_PATH = '/_mock/page';

/** The page may load its own files and call its own mock: no inline scripts, other hosts or frames. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const HEADERS = { 'Content-Security-Policy': POLICY };
/** The names of these files change with their content. */
const IMMUTABLE = { ...HEADERS, 'Cache-Control': 'public, max-age=31536000, immutable' };

/** Sends the page to clients that ask for HTML, as browsers do. */
export function sendPage(): RequestHandler {
  return (request: Request, response: Response, next: () => void) => {
    response.vary('Accept');
    if (request.accepts(['text/plain', 'text/html']) !== 'text/html') return next();
    response.set(HEADERS).set('Cache-Control', 'no-cache').sendFile(join(FOLDER, 'index.html'));
  };
}

/** The page's scripts and styles. */
export function pageFiles(): Router {
  const router = express.Router();
  const setHeaders = (response: Response) => void response.set(IMMUTABLE);
  router.use(express.static(FOLDER, { index: false, redirect: false, cacheControl: false, setHeaders }));
  return router;
}

/**
 * The answer of `GET /` to clients other than browsers.
 *
 * @param pushUrl Address of the default integration.
 */
export function helpText(pushUrl: string): string {
  const { origin } = new URL(pushUrl);
  return `imshop-mock ${VERSION}: answers as Imshop's push API does. Unofficial, and nothing leaves this machine.

Push:     curl ${pushUrl} -H 'Content-Type: application/json' \\
            -d '{"userIds":["79999999999"],"message":{"title":"Hello","summary":"World"}}'
Watch:    ${origin} in a browser
Look:     curl ${origin}/_mock/integrations/${DEFAULT_SLUG}/requests
Health:   ${origin}/_mock/health
Fidelity: ${origin}/_mock/fidelity
Control:  ${origin}/_mock/openapi.json
Endpoint: ${origin}/_mock/vendor-openapi.json
`;
}
