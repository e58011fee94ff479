import type { ConsoleMessage, Page, Request } from 'playwright-core';
import type { Pages } from './pages.js';

/** Who looks, and with what. Default: an Englishman before a wide, light screen. */
export interface Visitor {
  readonly locale?: string;
  readonly colorScheme?: 'light' | 'dark';
  readonly reducedMotion?: 'reduce' | 'no-preference';
  readonly viewport?: { readonly width: number; readonly height: number };
  /** What follows the `#` of the address. */
  readonly at?: string;
  /** Errors in the console that the test brings about; the browser reports there whatever could not be loaded. */
  readonly expects?: RegExp;
}

/** The page of a mock that is looked at, with all it asked for and all that went wrong with it. */
export interface Visit {
  readonly page: Page;
  readonly requests: readonly Request[];
  readonly faults: readonly string[];
  end(): Promise<void>;
}

export async function beginVisit(pages: Pages, origin: string, visitor: Visitor): Promise<Visit> {
  const { locale = 'en-GB', colorScheme = 'light', reducedMotion = 'reduce', at, expects } = visitor;
  const page = await pages.take(locale);
  await page.setViewportSize(visitor.viewport ?? { width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme, reducedMotion });
  const requests: Request[] = [];
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  // A violation of the Content-Security-Policy is such an error too.
  page.on('console', (message) => {
    if (isFault(message, origin) && !expects?.test(message.text())) faults.push(message.text());
  });
  page.on('request', (request) => requests.push(request));
  await page.goto(at === undefined ? origin : `${origin}/#${at}`);
  return { page, requests, faults, end: () => pages.give(locale, page) };
}

/** What the page was at before may still have something to say. */
function isFault(message: ConsoleMessage, origin: string): boolean {
  const { url } = message.location();
  return ['error', 'warning'].includes(message.type()) && (url === '' || url.startsWith(`${origin}/`));
}
