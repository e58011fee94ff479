import type { Health } from '../api/health.js';
import { VERSION } from '../base/version.js';
import { controlDocument } from './openapi/control.js';
import { vendorDocument } from './openapi/vendor.js';
import type { Operation } from './operation.js';

/** What concerns the mock as a whole. */
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
  { method: 'get', path: '/openapi.json', handle: () => controlDocument() },
  { method: 'get', path: '/vendor-openapi.json', handle: ({ urlOf }) => vendorDocument(urlOf) },
  { method: 'post', path: '/reset', handle: ({ state }) => state.reset() },
];
