import { type Mock, type StartOptions, startMock } from 'imshop-mock';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { launchChromium } from './launch-chromium.js';
import { type OpenPage, openPage, type PageOptions } from './open-page.js';
import { PagePool } from './page-pool.js';

/**
 * A test with a browser, a mock and the mock's page. It fails on any error of the page, its console or its Content-Security-Policy.
 * Without a browser it is skipped and says so.
 */
export const browserTest = test
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the needed fixtures from the pattern
  .extend('browser', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const browser = await launchChromium();
    onCleanup(() => browser?.close());
    return { pool: browser && new PagePool(browser) };
  })
  // biome-ignore lint/correctness/noEmptyPattern: as above
  .extend('start', async ({}, { onCleanup }) => {
    const mocks: Mock[] = [];
    onCleanup(async () => {
      await Promise.all(mocks.map((mock) => mock.close()));
    });
    return async (options?: StartOptions): Promise<Mock> => {
      const mock = await startMock(options);
      mocks.push(mock);
      return mock;
    };
  })
  .extend('mock', ({ start }) => start())
  // Depends on `start`, so that the mocks are closed after the pages.
  .extend('openPage', async ({ browser: { pool }, start: _, skip }, { onCleanup }) => {
    const opened: OpenPage[] = [];
    onCleanup(async () => {
      const errors = opened.flatMap((each) => each.errors);
      await Promise.all(opened.map((each) => each.release()));
      expect(errors).toEqual([]);
    });
    return async (mock: Pick<Mock, 'origin'>, options: PageOptions = {}): Promise<OpenPage> => {
      if (!pool) return skip('no Chromium on this machine');
      const page = await openPage(pool, mock.origin, options);
      opened.push(page);
      return page;
    };
  })
  .extend('open', ({ openPage }) => async (mock: Pick<Mock, 'origin'>, options?: PageOptions): Promise<Page> => {
    const { page } = await openPage(mock, options);
    return page;
  });
