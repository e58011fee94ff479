import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { MockState } from '../../core/mock-state.js';
import { ProblemError } from '../problem.js';

/** Requires the admin token, if there is one, in every call but the health check. */
export function requireToken({ adminToken }: MockState): RequestHandler {
  return (request, _response, next) => {
    if (
      adminToken === undefined ||
      request.path === '/health' ||
      isAuthorized(request.get('authorization'), adminToken)
    ) {
      return next();
    }
    const headers = { 'WWW-Authenticate': 'Bearer realm="imshop-mock"' };
    throw new ProblemError(401, TOKEN_REQUIRED, { headers });
  };
}

export const TOKEN_REQUIRED = 'this call requires the admin token; send it as Authorization: Bearer TOKEN';

/** True if an `Authorization` header carries the token; compared in constant time. */
function isAuthorized(authorization: string | undefined, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
