import { FAULT_OPERATIONS } from './faults.js';
import { INTEGRATIONS } from './integrations.js';
import type { Operation } from './operation.js';
import { PACT_STATES } from './pact-states.js';
import { REQUESTS } from './requests.js';
import { SERVICE } from './service.js';

/**
 * Every operation of the control API that answers JSON.
 *
 * @public A test compares it with the OpenAPI document.
 */
export const OPERATIONS: readonly Operation[] = [
  ...SERVICE,
  ...PACT_STATES,
  ...INTEGRATIONS,
  ...FAULT_OPERATIONS,
  ...REQUESTS,
];
