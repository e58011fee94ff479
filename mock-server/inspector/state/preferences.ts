import { computed, effect, type Signal, signal } from '@preact/signals';
import { LANGUAGES, type Language, languageOf, WORDS } from '../words/index.js';
import { momentsOf } from '../words/moments.js';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** How this person likes the page. Kept by the browser, but for the unmasking, which each visit asks for anew. */
export class Preferences {
  readonly language: Signal<Language>;
  readonly theme: Signal<Theme>;
  /** Whether customers' ids are shown whole: they may be phone numbers. */
  readonly isUnmasked = signal(false);
  readonly words = computed(() => WORDS[this.language.value]);
  readonly moments = computed(() => momentsOf(this.words.value.locale));

  constructor({ localStorage, navigator, document }: Window) {
    this.language = kept(localStorage, 'language', LANGUAGES, languageOf(navigator.languages));
    this.theme = kept(localStorage, 'theme', THEMES, 'auto');
    effect(() => {
      document.documentElement.lang = this.language.value;
      document.documentElement.dataset['theme'] = this.theme.value;
    });
  }
}

function kept<T extends string>(storage: Storage, name: string, known: readonly T[], initial: T): Signal<T> {
  const key = `imshop-mock.${name}`;
  const found = known.find((value) => value === storage.getItem(key));
  const value = signal(found ?? initial);
  effect(() => {
    // A language that was never chosen follows the browser.
    if (value.value !== (found ?? initial) || found !== undefined) storage.setItem(key, value.value);
  });
  return value;
}
