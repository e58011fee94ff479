/** Names of the mutants, in the order in which they are run. */
export const MUTANT_NAMES = [
  'limit-999',
  'lower-rate-limit',
  'no-rate-limit',
  'no-retry-after',
  'retry-after-date',
  'soft-429',
  'success-false',
  'success-string',
  'empty-success',
  'status-201',
  'status-204',
  'unavailable-503',
  'refusals-with-200',
  'first-error-only',
  'changed-wording',
  'swallowed-deeplink',
  'swapped-texts',
  'mojibake',
  'double-delivery',
  'lost-delivery',
  'half-delivery',
  'first-id-only',
] as const;

export type MutantName = (typeof MUTANT_NAMES)[number];

/** The value of the setting `mutant` without a mutant. */
export const NO_MUTANT = 'none';
