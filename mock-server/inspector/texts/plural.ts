/** Writes a number into a text, in the plural form that the number needs. */
export type CountText = (n: number) => string;

/** English texts; `{n}` stands for the number. `other` may be left out where the text is the same for every number. */
export function englishCount(one: string, other: string = one): CountText {
  return countText('en', { one, other });
}

/** Russian texts for 1, for 2 to 4, and for 5 and more; `{n}` stands for the number. A missing form equals the one before. */
export function russianCount(one: string, few: string = one, many: string = few): CountText {
  return countText('ru', { one, few, many, other: few });
}

const ENGLISH_ORDINALS = new Intl.PluralRules('en', { type: 'ordinal' });
const ENGLISH_SUFFIXES: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };

/** `1st`, `2nd`, `3rd`, `4th`. */
export function englishOrdinal(n: number): string {
  return `${n}${ENGLISH_SUFFIXES[ENGLISH_ORDINALS.select(n)] ?? 'th'}`;
}

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

function countText(language: string, forms: Forms): CountText {
  const rules = new Intl.PluralRules(language);
  const digits = new Intl.NumberFormat(language);
  return (n) => (forms[rules.select(n)] ?? forms.other).replaceAll('{n}', digits.format(n));
}
