import { FIDELITY } from 'imshop-contracts';
import type { Health } from '../../../api/health.js';
import { VERSION } from '../../../base/version.js';
import { DONE, ok, type Paths } from '../answers.js';
import { refusals } from '../refusals.js';

const HEALTH: Health = {
  status: 'ok',
  version: VERSION,
  startedAt: '2026-01-15T09:00:00.000Z',
  uptimeMs: 1234,
  evictions: {
    'journal-entry': 120,
    delivery: 0,
    integration: 0,
    event: 31,
    watcher: 0,
    'waiting-answer': 0,
    connection: 0,
  },
};
const tags = ['mock'];

/** What concerns the mock as a whole. */
export const SERVICE_PATHS: Paths = {
  '/health': {
    get: {
      operationId: 'getHealth',
      summary: 'Whether the mock answers; never asks for the token',
      tags,
      security: [],
      responses: { ...ok('It does.', 'Health', { up: HEALTH }), ...refusals() },
    },
  },
  '/fidelity': {
    get: {
      operationId: 'getFidelity',
      summary: 'Each behaviour, how well it is known, and the setting that changes it',
      tags,
      responses: {
        ...ok('The fidelity table.', 'FidelityTable', { 'first-row': { fidelity: FIDELITY.slice(0, 1) } }),
        ...refusals(401),
      },
    },
  },
  '/openapi.json': {
    get: {
      operationId: 'getControlDocument',
      summary: 'This document',
      tags,
      responses: { ...ok('OpenAPI 3.1.', 'OpenApiDocument', {}), ...refusals(401) },
    },
  },
  '/vendor-openapi.json': {
    get: {
      operationId: 'getVendorDocument',
      summary: 'The emulated endpoint',
      tags,
      responses: { ...ok('OpenAPI 3.1.', 'OpenApiDocument', {}), ...refusals(401) },
    },
  },
  '/reset': {
    post: {
      operationId: 'reset',
      summary: 'Everything back to how the process started',
      tags,
      responses: { ...DONE, ...refusals(401) },
    },
  },
};
