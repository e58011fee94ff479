import type { Page } from 'playwright-core';

/** An element that got the focus. */
export interface TabStop {
  readonly name: string;
  /** True where an outline shows the focus. */
  readonly isFocusVisible: boolean;
}

/** Presses the tab key until the focus leaves the page. */
export async function tabStops(page: Page): Promise<readonly TabStop[]> {
  await page.evaluate(() =>
    document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined,
  );
  const stops: TabStop[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const { activeElement: at } = document;
      if (!at || at === document.body) return undefined;
      const { outlineStyle, outlineWidth } = getComputedStyle(at);
      const { width, height } = at.getBoundingClientRect();
      const name = `${at.tagName} ${at.getAttribute('aria-label') ?? at.textContent}`.slice(0, 60);
      return { name, isFocusVisible: outlineStyle !== 'none' && outlineWidth !== '0px' && width > 0 && height > 0 };
    });
    if (!stop || stops.length > 500) return stops;
    stops.push(stop);
  }
}

/** Names of the controls and scrollable areas that the tab key should reach. */
export function focusableNames(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const selectors =
      'a[href], button, input, select, textarea, summary, [tabindex], [role="button"], [role="listbox"]';
    return (
      [...document.querySelectorAll<HTMLElement>(selectors)]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches(':disabled'))
        // Of a group of radio buttons only the checked one is a tab stop.
        .filter((element) => element.tabIndex >= 0 && !element.matches('input[type="radio"]:not(:checked)'))
        .map((element) =>
          `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent}`.slice(0, 60),
        )
    );
  });
}
