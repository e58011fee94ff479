import { inspect } from 'node:util';

const MAX_SHOWN = 80;

/** One value that a setting does not take. */
export interface SettingProblem {
  /** The setting as its source spells it: `--port`, `IMSHOP_MOCK_PORT`, `port in mock.yaml`. */
  readonly name: string;
  /** The value; `undefined` if there is none, or if it does not matter. */
  readonly value: unknown;
  /** Completes "must be …". */
  readonly allowed: string;
}

/** Settings are not allowed; nothing was started. `problems` names each. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly code = 'BAD_SETTINGS';
  readonly problems: readonly SettingProblem[];

  constructor(problems: readonly SettingProblem[]) {
    super(problems.map(sentence).join('\n'));
    this.problems = problems;
  }
}

function sentence({ name, value, allowed }: SettingProblem): string {
  return `${name} must be ${allowed}${value === undefined ? '' : `, not ${shown(value)}`}`;
}

function shown(value: unknown): string {
  const text = printed(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN - 3)}…` : text;
}

/** JSON, or Node's notation for a BigInt or a circular structure. */
function printed(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY });
  }
}

/** The command line is wrong: an unknown command or flag, a missing value. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code = 'USAGE';
}
