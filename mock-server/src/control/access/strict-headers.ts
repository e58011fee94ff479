import type { RequestHandler } from 'express';

/** Nothing that is answered here is a document of its own; the page has a policy of its own. */
const POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/** What every answer of the control API and the page carries, refusals too; the vendor's answers carry none of it. */
export function strictHeaders(): RequestHandler {
  return (_request, response, next) => {
    response.set(HEADERS);
    next();
  };
}
