import { SettingsError } from '../settings/errors.js';
import type { Kind } from '../settings/kinds.js';

/**
 * The value of a flag that is no setting.
 *
 * @throws {SettingsError} where it is not allowed.
 */
export function checked<T>(name: string, kind: Kind<T>, value: unknown): T {
  const parsed = kind.parse(value);
  if (parsed === undefined) throw new SettingsError([{ name, value, allowed: kind.allowed }]);
  return parsed;
}
