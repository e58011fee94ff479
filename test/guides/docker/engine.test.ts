import { expect, onTestFinished, test } from 'vitest';
import { textOf } from '../../deploy/files.js';
import type { Wanted } from './container.js';
import { Engine } from './engine.js';

const IMAGE = 'imshop-mock:of-a-test';

/** A container of the image that runs, and the origin that a port of it is published at. */
async function started(inside: string, wanted: Partial<Wanted> = {}) {
  const engine = new Engine();
  onTestFinished(() => engine.close());
  engine.build(IMAGE, textOf('Dockerfile'));
  const HostConfig = { PortBindings: { [`${inside}/tcp`]: [{ HostPort: '0' }] } };
  const container = engine.create(null, { Image: IMAGE, HostConfig, ...wanted });
  await container.start();
  expect(await container.run(['imshop-mock', 'ready', '--wait', '30s'])).toMatchObject({ status: 0 });
  return { container, origin: `http://127.0.0.1:${container.ports[`${inside}/tcp`]}` };
}

test('a container without a token makes one up, prints it once, and asks for it', async () => {
  const { container, origin } = await started('8080');
  await expect.poll(() => container.logs).toContain('admin token: ');
  const [, token, ...others] = container.logs.split(/^admin token: (.*)$/m);
  expect(others).toHaveLength(1);
  expect((await fetch(`${origin}/_mock/integrations`)).status).toBe(401);
  const headers = { authorization: `Bearer ${token}` };
  expect((await fetch(`${origin}/_mock/integrations`, { headers })).status).toBe(200);
});

test('it says at once that it is healthy, and what it says comes from the mock', async () => {
  const { container } = await started('8080');
  expect(await container.health()).toBe('healthy');
  await container.stop();
  expect(await container.health()).toBe('unhealthy');
});

test('nobody answers at a port of the container where the mock does not listen', async () => {
  const { origin } = await started('9090');
  await expect(fetch(`${origin}/_mock/health`)).rejects.toThrow();
});

test('a variable changes what the image sets', async () => {
  const { origin } = await started('9090', { Env: ['IMSHOP_MOCK_PORT=9090', 'IMSHOP_MOCK_RATE_LIMIT=off'] });
  expect((await fetch(`${origin}/_mock/health`)).status).toBe(200);
});
