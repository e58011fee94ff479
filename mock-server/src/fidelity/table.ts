import {
  type Envelope,
  FIDELITY,
  type FidelityId,
  type FidelityRow,
  type Standing,
  standingOf,
} from 'imshop-contracts';
import type { Settings } from '../settings/settings.js';

/** Version of the file format of an observation. */
export const OBSERVATION_VERSION = 1;

/** How the real endpoint behaves compared with the mock at its default settings. */
export type RowFinding = 'as-the-mock' | 'differs';

/** The settings of the mock that an observation may decide. No other setting is taken from the file. */
export interface ObservedSettings {
  readonly envelope?: Envelope;
  readonly firstErrorOnly?: boolean;
}

/** The observations of a probe: the part of its file that `--fidelity` uses. */
export interface Observation {
  readonly version: typeof OBSERVATION_VERSION;
  /** ISO 8601. */
  readonly when: string;
  /** Only the host: the path of the endpoint is secret. */
  readonly host: string;
  readonly rows: Readonly<Partial<Record<FidelityId, RowFinding>>>;
  readonly settings: ObservedSettings;
}

/** The fidelity table of the contract, with the observations of a real endpoint. */
export interface FidelityTable {
  readonly rows: readonly FidelityRow[];
  standingOf(id: FidelityId): Standing;
}

/** The table without observations. */
export const UNOBSERVED: FidelityTable = { rows: FIDELITY, standingOf };

/** The rows that depend on a setting. */
const SETTING_OF_ROW: Readonly<Partial<Record<string, keyof ObservedSettings>>> = {
  'bad-request-body': 'envelope',
  'library-envelope': 'envelope',
  'all-errors-listed': 'firstErrorOnly',
};

/** The table with observations. A row counts as observed only if this mock, with these settings, behaves as observed. */
export function observedTable(observation: Observation, settings: Settings): FidelityTable {
  const rows = FIDELITY.map((row) => observedRow(row, observation, settings));
  const standings = new Map(rows.map(({ id, standing }) => [id, standing]));
  return { rows, standingOf: (id) => standings.get(id) ?? standingOf(id) };
}

function observedRow(row: FidelityRow, { rows, settings, host, when }: Observation, actual: Settings): FidelityRow {
  const finding = new Map(Object.entries(rows)).get(row.id);
  if (finding === undefined) return row;
  const place = `${host} on ${when.slice(0, 10)}`;
  const key = SETTING_OF_ROW[row.id];
  const observed = key === undefined ? undefined : settings[key];
  if (key === undefined || observed === undefined) {
    // The mock does not behave as observed, so the row keeps its standing.
    if (finding === 'differs') return { ...row, source: `${row.source}; differs at ${place}` };
    return { ...row, standing: 'observed', source: `observed at ${place}` };
  }
  if (actual[key] !== observed) return { ...row, source: `${row.source}; ${key} ${observed} at ${place}` };
  const setting = finding === 'differs' ? `, with ${key} ${observed}` : '';
  return { ...row, standing: 'observed', source: `observed at ${place}${setting}` };
}
