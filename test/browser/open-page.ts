import type { ConsoleMessage, Page, Request } from 'playwright-core';
import type { PagePool } from './page-pool.js';

/** Browser settings and start address. Default: British English, light theme, 1280x800. */
export interface PageOptions {
  readonly locale?: string;
  readonly colorScheme?: 'light' | 'dark';
  readonly reducedMotion?: 'reduce' | 'no-preference';
  readonly viewport?: { readonly width: number; readonly height: number };
  /** The URL's hash, without `#`. */
  readonly at?: string;
  /** Console errors that the test causes; the browser logs every resource that it could not load. */
  readonly expectedErrors?: RegExp;
}

/** An open page with its requests and errors. */
export interface OpenPage {
  readonly page: Page;
  readonly requests: readonly Request[];
  readonly errors: readonly string[];
  release(): Promise<void>;
}

export async function openPage(pool: PagePool, origin: string, options: PageOptions): Promise<OpenPage> {
  const { locale = 'en-GB', colorScheme = 'light', reducedMotion = 'reduce', at, expectedErrors } = options;
  const page = await pool.acquire(locale);
  await page.setViewportSize(options.viewport ?? { width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme, reducedMotion });
  const requests: Request[] = [];
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  // Violations of the Content-Security-Policy are console errors too.
  page.on('console', (message) => {
    if (isError(message, origin) && !expectedErrors?.test(message.text())) errors.push(message.text());
  });
  page.on('request', (request) => requests.push(request));
  await page.goto(at === undefined ? origin : `${origin}/#${at}`);
  return { page, requests, errors, release: () => pool.release(locale, page) };
}

/** True for errors and warnings of this origin: a reused page may still log messages of the previous one. */
function isError(message: ConsoleMessage, origin: string): boolean {
  const { url } = message.location();
  return ['error', 'warning'].includes(message.type()) && (url === '' || url.startsWith(`${origin}/`));
}
