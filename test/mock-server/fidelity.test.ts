import { FIDELITY, type FidelityId } from 'imshop-contracts';
import { type Integration, type Mock, startMock } from 'imshop-mock';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HTTP } from './fidelity/http.js';
import { LIMIT } from './fidelity/limit.js';
import { PUSHES } from './fidelity/pushes.js';
import { REFUSALS } from './fidelity/refusals.js';
import type { Shown } from './fidelity/shown.js';

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

/** Every row is there: the type says so. */
const SHOWN: Shown = { ...HTTP, ...LIMIT, ...PUSHES, ...REFUSALS };

test.each(FIDELITY)('$id: $behaviour', async ({ id, switch: setting, standing: claimed }) => {
  const integration = mock.integration(id);
  await SHOWN[id as FidelityId](integration);
  expect(['documented', 'library', 'assumed']).toContain(claimed);
  if (setting !== undefined) expect(await hasSetting(integration, setting)).toBe(true);
});

test('the mock prints the table', async () => {
  expect(await mock.fidelity()).toEqual(FIDELITY);
});

/** Whether a switch of the table, such as `rateLimit.retryAfter`, is a setting of the integration. */
async function hasSetting(integration: Integration, setting: string): Promise<boolean> {
  await integration.patch({ rateLimit: {} });
  let value: unknown = (await integration.get()).settings;
  for (const key of setting.split('.')) value = (value as Record<string, unknown>)[key];
  return value !== undefined;
}
