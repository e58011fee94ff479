import { inspect } from 'node:util';

/** One value that a setting does not take. */
export interface SettingProblem {
  /** The setting as its source spells it: `--port`, `IMSHOP_MOCK_PORT`, `port in mock.yaml`. */
  readonly name: string;
  /** What was given; `undefined` where nothing was, or what was does not matter. */
  readonly value: unknown;
  /** What is allowed, as it completes "must be …". */
  readonly allowed: string;
}

/** Settings that cannot be used; nothing was started. `problems` names each. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly code = 'bad-settings';
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
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** As JSON, or as Node shows what JSON cannot hold: a BigInt, a circle. */
function printed(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY });
  }
}
