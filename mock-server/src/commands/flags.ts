import type { SettingKey } from '../api/settings.js';

/** The flags of a command that starts a mock. */
export interface Flags {
  /** Settings by their key, unchecked: texts, and `true` for switches. */
  readonly settings: Readonly<Partial<Record<SettingKey, string | true>>>;
  readonly config: string | undefined;
}
