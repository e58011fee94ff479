import type { Locator, Page } from 'playwright-core';

/** The panel with the requests, in either language. */
export function requestList(page: Page): Locator {
  return page.getByRole('region', { name: /^(Requests, newest first|Запросы, новые сверху)$/ });
}

/** The requests listed. */
export function rowsOf(page: Page): Locator {
  return page.getByRole('option').and(page.locator('[aria-posinset]'));
}

/** Chooses the request with this text. */
export async function choose(page: Page, text: string | RegExp): Promise<void> {
  await rowsOf(page).filter({ hasText: text }).first().click();
}
