import type { Request, RequestHandler, Response } from 'express';
import type { MockState } from '../core/mock-state.js';
import type { Exposition } from '../metrics/exposition.js';

/** `GET /_mock/metrics`, as Prometheus text or OpenMetrics. prom-client is loaded with the first scrape. */
export function sendMetrics(state: MockState): RequestHandler {
  let loaded: Promise<Exposition> | undefined;
  return async (request: Request, response: Response) => {
    loaded ??= import('../metrics/exposition.js').then(({ Exposition }) => new Exposition(state));
    const { contentType, text } = await (await loaded).read(request.get('accept'));
    response.set('Cache-Control', 'no-store').vary('Accept');
    // Express's `send` would rewrite the media type.
    response.setHeader('Content-Type', contentType);
    response.end(text);
  };
}
