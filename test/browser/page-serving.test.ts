import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { startMock } from 'imshop-mock';
import { expect, test } from 'vitest';
import { browserTest } from './browser-test.js';

const BUILT_PAGE = join(dirname(fileURLToPath(import.meta.resolve('imshop-mock/package.json'))), 'dist/page');

/** Headers of the page and each of its files. */
const SECURITY_HEADERS = {
  'content-security-policy': expect.stringMatching(/default-src 'none'.*script-src 'self'.*trusted-types 'none'/),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

browserTest.concurrent(
  'all resources of the page come from the mock, with security headers',
  async ({ mock, openPage }) => {
    const { page, requests } = await openPage(mock);
    await page.getByRole('status').getByText('Live').waitFor();
    const origins = requests.map((request) => new URL(request.url()).origin);
    expect([...new Set(origins)]).toEqual([mock.origin]);
    const responses = await Promise.all(requests.map((request) => request.response()));
    expect(responses.map((response) => response?.status())).toEqual(responses.map(() => 200));
    const pageFiles = responses.filter((response) => !/\/_mock\/(?!page\/)/.test(response?.url() ?? ''));
    expect(pageFiles.length).toBeGreaterThanOrEqual(3);
    for (const response of pageFiles) expect(await response?.allHeaders()).toMatchObject(SECURITY_HEADERS);
  },
);

test('the page is smaller than 100 kB, compressed', () => {
  const files = readdirSync(BUILT_PAGE, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const sizes = files.map(({ parentPath, name }) => gzipSync(readFileSync(join(parentPath, name))).length);
  expect(sizes.length).toBeGreaterThanOrEqual(3);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(100_000);
});

test.each([
  ['curl', '*/*'],
  ['a client that accepts text', 'text/plain'],
])('%s gets the help text instead of the page', async (_, accept) => {
  await using mock = await startMock();
  const response = await fetch(mock.origin, { headers: { accept } });
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
  expect(await response.text()).toContain(`curl ${mock.url()}`);
});
