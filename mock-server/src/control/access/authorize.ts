import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { MockState } from '../../core/mock-state.js';
import { Problem } from '../problem.js';

/** Beyond loopback, and wherever a token was given, every call but the health check needs it, in its header alone. */
export function authorize({ adminToken }: MockState): RequestHandler {
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

/** Whether an `Authorization` header carries the token; compared in constant time. */
function isAuthorized(authorization: string | undefined, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
