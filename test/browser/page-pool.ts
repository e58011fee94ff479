import type { Browser, Page } from 'playwright-core';

/**
 * Reuses browser pages, by locale: starting a page takes two seconds of processor time, reusing one a third of that. A page's
 * storage belongs to its mock's port, so no test sees what another one stored.
 */
export class PagePool {
  readonly #browser: Browser;
  readonly #idle = new Map<string, Page[]>();

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  async acquire(locale: string): Promise<Page> {
    return this.#idle.get(locale)?.pop() ?? (await this.#start(locale));
  }

  async release(locale: string, page: Page): Promise<void> {
    for (const event of ['console', 'pageerror', 'request'] as const) page.removeAllListeners(event);
    // Stays on the same site: another site would need another browser process.
    const response = await page.goto(new URL('/_mock/health', page.url()).href).catch(() => null);
    if (response) this.#idle.set(locale, [...(this.#idle.get(locale) ?? []), page]);
    else await page.context().close();
  }

  async #start(locale: string): Promise<Page> {
    // One window per page: the browser draws background pages of a window only once a second.
    const context = await this.#browser.newContext({ locale });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    return page;
  }
}
