import type { CaseName } from '../cases.js';

export interface Setup {
  readonly port: number;
  /** Another free one, for whoever cannot do with one. */
  readonly sparePort: number;
  /** Where its packages are installed; files that it needs are written there too. */
  readonly folder: string;
  /** Whether the limit is one request; otherwise it is never reached. */
  readonly limited: boolean;
}

/** A server that answers pushes. */
export interface Contender {
  /** As the table has it. */
  readonly title: string;
  /** What has to be installed for it, by exact version. */
  readonly packages: Readonly<Record<string, string>>;
  /** Where pushes are posted. */
  readonly path: string;
  /** What it can be asked; the rest stays empty in the table. */
  readonly cases: readonly CaseName[];
  /** The arguments for Node. */
  args(setup: Setup): readonly string[];
}

export const PUSH_PATH = '/shop/push';
