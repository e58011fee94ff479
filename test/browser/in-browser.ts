import { type Mock, type StartOptions, startMock } from 'imshop-mock';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { launchChromium } from './chromium.js';
import { Pages } from './pages.js';
import { beginVisit, type Visit, type Visitor } from './visit.js';

/**
 * A test with a browser, a mock and the mock's page in it. It fails on any error of the page, in its console, or of its
 * Content-Security-Policy; where there is no browser it is skipped, and says so.
 */
export const inBrowser = test
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern what a fixture needs
  .extend('browser', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const browser = await launchChromium();
    onCleanup(() => browser?.close());
    return { pages: browser && new Pages(browser) };
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
  // The mocks are started before and so closed after.
  .extend('visit', async ({ browser: { pages }, start: _, skip }, { onCleanup }) => {
    const visits: Visit[] = [];
    onCleanup(async () => {
      const faults = visits.flatMap((visit) => visit.faults);
      await Promise.all(visits.map((visit) => visit.end()));
      expect(faults).toEqual([]);
    });
    return async (mock: Pick<Mock, 'origin'>, visitor: Visitor = {}): Promise<Visit> => {
      if (!pages) return skip('no Chromium on this machine');
      const visit = await beginVisit(pages, mock.origin, visitor);
      visits.push(visit);
      return visit;
    };
  })
  .extend('open', ({ visit }) => async (mock: Pick<Mock, 'origin'>, visitor?: Visitor): Promise<Page> => {
    const { page } = await visit(mock, visitor);
    return page;
  });
