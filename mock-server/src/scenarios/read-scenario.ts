import type Joi from 'joi';
import type { Scenario } from '../api/faults.js';
import { scenarioName, scenarioSpec } from '../faults/schema.js';
import { builtIn } from './built-in.js';

type Check = <T>(schema: Joi.ObjectSchema<T>, value: unknown) => T;

/** A scenario from what was sent: a name alone, or its phases written out. */
export function readScenario(value: unknown, check: Check): Scenario {
  const isWrittenOut = typeof value === 'object' && value !== null && 'phases' in value;
  if (isWrittenOut) return check(scenarioSpec, value);
  return builtIn(check(scenarioName, value).name);
}
