import type { Page } from 'playwright-core';

/** A place where the tab key stopped. */
export interface Stop {
  readonly name: string;
  /** Whether an outline shows it. */
  readonly isVisible: boolean;
}

/** Presses the tab key until it has been everywhere. */
export async function tabbedThrough(page: Page): Promise<readonly Stop[]> {
  await page.evaluate(() =>
    document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined,
  );
  const stops: Stop[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const { activeElement: at } = document;
      if (!at || at === document.body) return undefined;
      const { outlineStyle, outlineWidth } = getComputedStyle(at);
      const { width, height } = at.getBoundingClientRect();
      const name = `${at.tagName} ${at.getAttribute('aria-label') ?? at.textContent}`.slice(0, 60);
      return { name, isVisible: outlineStyle !== 'none' && outlineWidth !== '0px' && width > 0 && height > 0 };
    });
    if (!stop || stops.length > 500) return stops;
    stops.push(stop);
  }
}

/** What a person can use or must be able to scroll: everything that the tab key should stop at. */
export function focusable(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const kinds = 'a[href], button, input, select, textarea, summary, [tabindex], [role="button"], [role="listbox"]';
    return (
      [...document.querySelectorAll<HTMLElement>(kinds)]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches(':disabled'))
        // Of radio buttons with one name the chosen one is the stop.
        .filter((element) => element.tabIndex >= 0 && !element.matches('input[type="radio"]:not(:checked)'))
        .map((element) =>
          `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent}`.slice(0, 60),
        )
    );
  });
}
