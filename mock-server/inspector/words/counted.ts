/** A text for each form of number that a language has; `{n}` takes the number. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** The text for a number, in the form that the language wants with it. */
export function counted(language: string, forms: Forms): (n: number) => string {
  const rules = new Intl.PluralRules(language);
  const digits = new Intl.NumberFormat(language);
  return (n) => (forms[rules.select(n)] ?? forms.other).replaceAll('{n}', digits.format(n));
}
