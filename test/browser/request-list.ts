import type { Locator, Page } from 'playwright-core';

/** The list's panel, in either language. */
export function requestList(page: Page): Locator {
  return page.getByRole('region', { name: /^(Requests, newest first|Запросы, новые сверху)$/ });
}

/** The rendered rows. */
export function rowsOf(page: Page): Locator {
  return page.getByRole('option').and(page.locator('[aria-posinset]'));
}

/** Selects the first request with this text. */
export async function selectRequest(page: Page, text: string | RegExp): Promise<void> {
  await rowsOf(page).filter({ hasText: text }).first().click();
}
