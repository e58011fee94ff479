import { ENVELOPES, FIDELITY } from 'imshop-contracts';
import Joi from 'joi';
import { SettingsError } from '../settings/errors.js';
import { readYamlFile } from '../settings/yaml-file.js';
import { OBSERVATION_VERSION, type Observation, type ObservedSettings, type RowFinding } from './table.js';

const FINDINGS: readonly RowFinding[] = ['as-the-mock', 'differs'];
const ROW_IDS = FIDELITY.map(({ id }) => id);

/** Appears in the sources of rows and on terminals: characters that need no escaping. */
const HOST = /^[\w.:[\]-]{1,259}$/;

/** The keys that the mock uses; the others are for people. */
const observation = Joi.object<Observation>({
  version: Joi.valid(OBSERVATION_VERSION).required(),
  when: Joi.string().isoDate().required(),
  host: Joi.string().pattern(HOST).required(),
  rows: Joi.object()
    .pattern(Joi.valid(...ROW_IDS), Joi.valid(...FINDINGS))
    .required(),
  settings: Joi.object<ObservedSettings>({
    envelope: Joi.valid(...ENVELOPES),
    firstErrorOnly: Joi.boolean().strict(),
  }).required(),
})
  .unknown()
  .required();

/**
 * Reads the file that a probe saved.
 *
 * @param setting The setting that names the file, as its source spells it.
 * @throws {SettingsError} if the file cannot be read or is not an observation; each error with its line.
 */
export async function readObservation(path: string, setting: string): Promise<Observation> {
  const { value: content, lineOf } = await readYamlFile(path, setting);
  const { error, value } = observation.validate(content, { abortEarly: false });
  if (!error) return value;
  throw new SettingsError(
    error.details.map(({ path: at, message, context }) => ({
      name: `${setting}: ${path}, line ${lineOf(at)},`,
      value: context?.['value'] as unknown,
      allowed: `a file that imshop-mock probe saved (${message})`,
    })),
  );
}
