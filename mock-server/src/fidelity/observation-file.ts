import { ENVELOPES, FIDELITY } from 'imshop-contracts';
import Joi from 'joi';
import { SettingsError } from '../settings/errors.js';
import { readYamlFile } from '../settings/yaml-file.js';
import { OBSERVATION_VERSION, type Observation, type ObservedSettings, type RowFinding } from './observation.js';

const FINDINGS: readonly RowFinding[] = ['as-the-mock', 'differs'];
const ROW_IDS = FIDELITY.map(({ id }) => id);

/** What a row's source and a terminal are shown; nothing that needs escaping. */
const HOST = /^[\w.:[\]-]{1,259}$/;

/** The record of each question is for people: only these keys say anything to the mock. */
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
 * What a probe saved.
 *
 * @param setting The setting that named the file, as its source spells it.
 * @throws {SettingsError} where the file cannot be read, is not JSON, or is no observation; each fault with its line.
 */
export async function readObservation(path: string, setting: string): Promise<Observation> {
  const { value: content, lineOf } = await readYamlFile(path, setting);
  const { error, value } = observation.validate(content, { abortEarly: false });
  if (!error) return value;
  throw new SettingsError(
    error.details.map(({ path: at, message, context }) => ({
      name: `${setting}: ${path}, line ${lineOf(at)},`,
      value: context?.['value'] as unknown,
      allowed: `what a probe saved (${message})`,
    })),
  );
}
