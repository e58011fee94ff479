import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Mock, startMock } from 'imshop-mock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { launch, start } from '../mock-server/command/launch.js';
import { post, pushTo } from '../mock-server/post.js';
import { folderOfTest } from '../temp-folder.js';

/** What an attacker would like every object to have, in the ways to say it. */
const WAYS = [
  '"__proto__":{"polluted":1,"available":false,"isAdmin":true}',
  '"constructor":{"prototype":{"polluted":1}}',
  '"__proto__":{"__proto__":{"polluted":1}}',
  '"prototype":{"polluted":1}',
  '"\\u005f_proto__":{"polluted":1}',
];

let mock: Mock;
beforeEach(async () => {
  mock = await startMock();
});
afterEach(() => mock.close());

/** This process is the mock's own: what is polluted here is so everywhere. */
function expectUnpolluted(): void {
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect([Object.keys(Object.prototype), Object.keys(Object), Object.keys(Array.prototype)]).toEqual([[], [], []]);
}

describe.each(WAYS)('%s', (way) => {
  test.each([
    ['PATCH', '/integrations/shop', `{${way}}`],
    ['PATCH', '/integrations/shop', `{"rateLimit":{${way}}}`],
    ['POST', '/integrations/shop/clock', `{"advanceMs":1,${way}}`],
    ['POST', '/integrations/shop/faults', `{"fault":{"type":"reset",${way}}}`],
    ['POST', '/integrations/shop/faults', `{"fault":{"type":"reset"},"when":{${way}}}`],
    ['PUT', '/integrations/shop/scenario', `{"phases":[{"faults":[],${way}}]}`],
    ['POST', '/pact-states', `{"state":"the integration is live","params":{${way}}}`],
    ['POST', '/pact-states', `{"state":"",${way}}`],
  ])('%s %s %s is refused', async (method, path, body) => {
    const response = await fetch(`${mock.origin}/_mock${path}`, { method, body });
    expect(response.status).toBe(400);
    expectUnpolluted();
    expect((await mock.integration().get()).settings.available).toBe(true);
  });

  test('to be matched is found nowhere', async () => {
    await post(mock.url(), pushTo(['1']));
    const body = `{"match":{"message":{${way}}}}`;
    const response = await fetch(`${mock.origin}/_mock/integrations/shop/verify`, { method: 'POST', body });
    if (response.status === 200) expect(await response.json()).toMatchObject({ result: 'fail', found: 0 });
    else expect(response.status).toBe(400);
    expectUnpolluted();
  });

  test('in a push is not more than the vendor makes of it', async () => {
    const { status } = await post(mock.url(), `{"userIds":["1"],"message":{"title":"t","summary":"s",${way}},${way}}`);
    expect([200, 400]).toContain(status);
    expect((await mock.integration().requests()).requests).toHaveLength(1);
    expect((await mock.integration().inbox('1')).notifications.map(({ title }) => title)).toEqual(
      status === 200 ? ['t'] : [],
    );
    expectUnpolluted();
  });
});

describe.each([WAYS[0], WAYS[1]])('%s', (way) => {
  test.each([
    ['--config', `{${way}}`],
    ['--scenario', `{"phases":[{"faults":[]}],${way}}`],
    ['--scenario', `{"integrations":{${way}}}`],
    ['--fidelity', `{"version":1,"when":"2026-01-01","host":"a","rows":{${way}},"settings":{}}`],
  ])('in the file of %s %s is refused', async (flag, content) => {
    const { code, stderr } = await launch(['start', flag, await written(content)]).exit;
    expect({ code, stderr }).toEqual({ code: 64, stderr: expect.stringMatching(/^imshop-mock: /) });
  });
});

test.each(['phases', 'faults', 'state'])('a query cannot be made an object: %s[__proto__]', async (name) => {
  const query = `${name}[__proto__][polluted]=1&__proto__[polluted]=1&constructor[prototype][polluted]=1`;
  for (const path of ['/integrations', '/integrations/shop/requests', '/events']) {
    const response = await fetch(`${mock.origin}/_mock${path}?${query}`, { signal: AbortSignal.timeout(10_000) });
    await response.body?.cancel();
    expect(response.status, path).toBe(path === '/events' ? 200 : 400);
  }
  expectUnpolluted();
});

test.each(['constructor', 'hasownproperty', 'tostring', 'prototype', 'valueof'])(
  'an integration, and a customer, may be called %s',
  async (name) => {
    const integration = mock.integration(name);
    await post(integration.url, pushTo([...new Set([name, '__proto__', 'toString', 'constructor'])]));
    expect((await integration.get()).counters.accepted).toBe(1);
    expect(await integration.ledger()).toMatchObject({
      once: new Set([name, '__proto__', 'toString', 'constructor']).size,
    });
    for (const userId of ['__proto__', 'toString', 'constructor']) {
      expect((await integration.inbox(userId)).notifications).toHaveLength(1);
      expect(await integration.verify({ userIds: [userId] })).toMatchObject({ result: 'pass' });
    }
    expect((await integration.inbox('valueOf')).notifications).toEqual([]);
    expect((await mock.integrations()).map(({ slug }) => slug)).toEqual([name]);
  },
);

test('a scenario file may name an integration so', async () => {
  const content = '{"integrations":{"constructor":{"phases":[{"faults":[{"fault":{"type":"status","status":503}}]}]}}}';
  const { ready, stop } = await start(['--scenario', await written(content)]);
  expect((await post(`${ready.url}/constructor/push`, pushTo(['1']))).status).toBe(503);
  expect((await post(`${ready.url}/tostring/push`, pushTo(['1']))).status).toBe(200);
  expect((await stop()).code).toBe(0);
});

async function written(content: string): Promise<string> {
  const folder = folderOfTest();
  const path = join(folder, 'file.json');
  await writeFile(path, content);
  return path;
}
