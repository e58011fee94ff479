import type { Browser, BrowserContextOptions, ConsoleMessage, Page, Request } from 'playwright-core';

/** Who looks, and with what. Default: an Englishman before a wide, light screen. */
export interface Visitor extends Pick<BrowserContextOptions, 'locale' | 'colorScheme' | 'viewport' | 'permissions'> {
  /** What follows the `#` of the address. */
  readonly at?: string;
  /** Errors in the console that the test brings about; the browser reports there whatever could not be loaded. */
  readonly expects?: RegExp;
}

/** A page that is looked at, with all it asked for and all that went wrong with it. */
export interface Visit {
  readonly page: Page;
  readonly requests: readonly Request[];
  readonly faults: readonly string[];
  end(): Promise<void>;
}

/** Opens the page in a profile of its own: nothing is shared with any other visit. */
export async function beginVisit(browser: Browser, url: string, visitor: Visitor): Promise<Visit> {
  const { at = '', expects, ...options } = visitor;
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options });
  const requests: Request[] = [];
  const faults: string[] = [];
  context.on('weberror', (error) => faults.push(String(error.error())));
  // A violation of the Content-Security-Policy is such an error too.
  context.on('console', (message) => {
    if (isFault(message) && !expects?.test(message.text())) faults.push(message.text());
  });
  context.on('request', (request) => requests.push(request));
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`${url}${at && '/#'}${at}`);
  return { page, requests, faults, end: () => context.close() };
}

function isFault(message: ConsoleMessage): boolean {
  return message.type() === 'error' || message.type() === 'warning';
}
