import type { Envelope, FidelityId } from 'imshop-contracts';

/** Version of the file's form; a file of another one is not taken. */
export const OBSERVATION_VERSION = 1;

/** How a behaviour of the real endpoint compares with the mock at its default settings. */
export type RowFinding = 'as-the-mock' | 'differs';

/** Settings of the mock that an observation can decide. Nothing else of a stranger's file is taken as a setting. */
export interface ObservedSettings {
  readonly envelope?: Envelope;
  readonly firstErrorOnly?: boolean;
}

/** What was observed of a real endpoint: all that `--fidelity` takes from the file of a probe. */
export interface Observation {
  readonly version: typeof OBSERVATION_VERSION;
  /** ISO 8601. */
  readonly when: string;
  /** Host alone: the path of the endpoint is its secret. */
  readonly host: string;
  readonly rows: Readonly<Partial<Record<FidelityId, RowFinding>>>;
  readonly settings: ObservedSettings;
}

/** The rows that a setting decides, as far as an observation can tell. */
export const SETTING_OF_ROW: Readonly<Partial<Record<string, keyof ObservedSettings>>> = {
  'bad-request-body': 'envelope',
  'library-envelope': 'envelope',
  'all-errors-listed': 'firstErrorOnly',
};
