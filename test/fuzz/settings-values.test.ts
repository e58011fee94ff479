import fc from 'fast-check';
import { MockStartError, type Scenario, SettingsError, type StartOptions, startMock } from 'imshop-mock';
import { beforeAll, expect, it } from 'vitest';
import { Contract } from '../mock-server/openapi/contract.js';
import { near } from '../mock-server/openapi/generated.js';
import { SEED } from '../workspace/seed.js';
import { howOften } from '../workspace/thorough.js';
import { intrinsics } from './intrinsics.js';
import { changedText } from './json-values.js';
import { Random } from './random.js';
import { settings } from './settings-arbitraries.js';

const RUNS = howOften(3_000, 300);
const SCENARIO = 'put /integrations/{slug}/scenario';

let contract: Contract;
beforeAll(async () => {
  await using mock = await startMock();
  contract = await Contract.at(`${mock.origin}/_mock/openapi.json`);
});

it(`starts with any settings, or refuses them by name (seed ${SEED})`, async () => {
  const before = intrinsics();
  const property = fc.asyncProperty(settings, async (drawn) => {
    // Whoever writes JavaScript may give anything.
    const refused = await refusalOf({ ...drawn } as StartOptions);
    if (refused)
      expect(
        Object.keys(drawn).some((name) => refused.includes(name)),
        refused,
      ).toBe(true);
  });
  await fc.assert(property, { seed: SEED, numRuns: RUNS });
  expect(intrinsics()).toBe(before);
});

it(`starts with any scenario, or refuses it by path (seed ${SEED})`, async () => {
  const before = intrinsics();
  const drawn = fc.tuple(near(contract, contract.requestSchema(SCENARIO)), fc.integer()).map(([shaped, seed]) => {
    const text = JSON.stringify(shaped);
    return parsed(seed % 2 === 0 ? text : changedText(new Random(seed), text));
  });
  const property = fc.asyncProperty(drawn, async (scenario) => {
    const refused = await refusalOf({ scenario: scenario as Scenario });
    if (refused) expect(refused).toContain('scenario must be ');
  });
  await fc.assert(property, { seed: SEED, numRuns: RUNS });
  expect(intrinsics()).toBe(before);
});

/** Why a mock does not start; nothing where it does, and answers. */
async function refusalOf(options: StartOptions): Promise<string | undefined> {
  try {
    await using mock = await startMock(options);
    expect((await mock.health()).status).toBe('ok');
    return undefined;
  } catch (error) {
    if (error instanceof SettingsError || error instanceof MockStartError) return error.message;
    throw error;
  }
}

/** The value of a text; the text where it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
