import { FIDELITY, type FidelityId, type FidelityRow, type Standing, standingOf } from 'imshop-contracts';
import type { Settings } from '../settings/settings.js';
import { type Observation, SETTING_OF_ROW } from './observation.js';

/** What a mock knows of its own behaviours: the table of the contract, and what was observed of a real endpoint. */
export interface FidelityTable {
  readonly rows: readonly FidelityRow[];
  standingOf(id: FidelityId): Standing;
}

/** Nothing observed. */
export const UNOBSERVED: FidelityTable = { rows: FIDELITY, standingOf };

/** The table with what was observed; only what this mock, at these settings, shows as it was observed counts as such. */
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
    // The mock does not show what was seen, so its answer keeps the standing it had.
    if (finding === 'differs') return { ...row, source: `${row.source}; differs at ${place}` };
    return { ...row, standing: 'observed', source: `observed at ${place}` };
  }
  const reading = finding === 'differs' ? `, with ${key} ${observed}` : '';
  if (actual[key] !== observed) return { ...row, source: `${row.source}; ${key} ${observed} at ${place}` };
  return { ...row, standing: 'observed', source: `observed at ${place}${reading}` };
}
