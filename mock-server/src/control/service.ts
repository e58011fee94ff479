import type { Health } from '../api/health.js';
import { VERSION } from '../base/version.js';
import type { Operation } from './operation.js';

/** Operations on the mock as a whole. The OpenAPI documents are loaded with the first call for one of them. */
export const SERVICE: readonly Operation[] = [
  {
    method: 'get',
    path: '/health',
    handle: ({ state }): Health => ({
      status: 'ok',
      version: VERSION,
      startedAt: new Date(state.startedAtMs).toISOString(),
      uptimeMs: Math.round(state.clock.now() - state.startedAtMs),
      evictions: state.evictions.totals,
    }),
  },
  { method: 'get', path: '/fidelity', handle: ({ state }) => ({ fidelity: state.fidelity.rows }) },
  {
    method: 'get',
    path: '/openapi.json',
    handle: async () => (await import('./openapi/control-document.js')).controlDocument(),
  },
  {
    method: 'get',
    path: '/vendor-openapi.json',
    handle: async ({ urlOf }) => (await import('./openapi/vendor-document.js')).vendorDocument(urlOf),
  },
  { method: 'post', path: '/reset', handle: ({ state }) => state.reset() },
];
