import { computed, effect, type Signal, signal } from '@preact/signals';
import { LANGUAGES, type Language, preferredLanguage, TEXTS } from '../texts/languages.js';
import { timeFormatOf } from '../texts/time-format.js';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Display preferences. The browser stores them, except for showing full ids, which is off again after each reload. */
export class Preferences {
  readonly language: Signal<Language>;
  readonly theme: Signal<Theme>;
  /** Shows customers' ids unmasked: they may be phone numbers. */
  readonly showsFullIds = signal(false);
  readonly texts = computed(() => TEXTS[this.language.value]);
  readonly timeFormat = computed(() => timeFormatOf(this.texts.value.locale));

  constructor({ localStorage, navigator, document }: Window) {
    this.language = stored(localStorage, 'language', LANGUAGES, preferredLanguage(navigator.languages));
    this.theme = stored(localStorage, 'theme', THEMES, 'auto');
    effect(() => {
      document.documentElement.lang = this.language.value;
      document.documentElement.dataset['theme'] = this.theme.value;
    });
  }
}

/** A signal whose value the browser stores. A default is not stored: a language that was never chosen follows the browser. */
function stored<T extends string>(storage: Storage, name: string, allowed: readonly T[], defaultValue: T): Signal<T> {
  const key = `imshop-mock.${name}`;
  const value = signal(allowed.find((each) => each === storage.getItem(key)) ?? defaultValue);
  effect(() => {
    if (value.value !== (storage.getItem(key) ?? defaultValue)) storage.setItem(key, value.value);
  });
  return value;
}
