import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { PACKAGE_FOLDER } from '../base/version.js';

/** Where the build puts the page. */
const FOLDER = fileURLToPath(new URL('dist/page/', PACKAGE_FOLDER));

/** Where the page's scripts and styles are; whoever may see the token's question may load them. */
export const PAGE_PATH = '/_mock/page';

/** The page may load what lies beside it and call its own mock: no inline script, no other host, no frame. */
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

/** Beside the strict headers of every answer. */
const HEADERS = { 'Content-Security-Policy': POLICY };
const FOR_EVER = { ...HEADERS, 'Cache-Control': 'public, max-age=31536000, immutable' };

/** Serves the page to who asks for HTML, as browsers do; anything else is the next handler's. */
export function sendPage(): RequestHandler {
  return (request: Request, response: Response, next: () => void) => {
    response.vary('Accept');
    if (request.accepts(['text/plain', 'text/html']) !== 'text/html') return next();
    response.set(HEADERS).set('Cache-Control', 'no-cache').sendFile(join(FOLDER, 'index.html'));
  };
}

/** The page's scripts and styles. Their names change with their content, so they may be kept for ever. */
export function pageFiles(): Router {
  const router = express.Router();
  const setHeaders = (response: Response) => void response.set(FOR_EVER);
  router.use(express.static(FOLDER, { index: false, redirect: false, cacheControl: false, setHeaders }));
  return router;
}
