import type { Browser, Page } from 'playwright-core';

/**
 * Pages of a browser, by the language of who looks. Starting a page costs a processor two seconds, going on with one a third of
 * that; what a page of the mock stores belongs to its port, so that no test finds what another left.
 */
export class Pages {
  readonly #browser: Browser;
  readonly #idle = new Map<string, Page[]>();

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  async take(locale: string): Promise<Page> {
    return this.#idle.get(locale)?.pop() ?? (await this.#start(locale));
  }

  /** Takes a page back. */
  async give(locale: string, page: Page): Promise<void> {
    for (const event of ['console', 'pageerror', 'request'] as const) page.removeAllListeners(event);
    // Something of the same site: another would take another process of the browser.
    const left = await page.goto(new URL('/_mock/health', page.url()).href).catch(() => null);
    if (left) this.#idle.set(locale, [...(this.#idle.get(locale) ?? []), page]);
    else await page.context().close();
  }

  async #start(locale: string): Promise<Page> {
    // Each in a window of its own: in one window all pages but one would be drawn once a second.
    const context = await this.#browser.newContext({ locale });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    return page;
  }
}
