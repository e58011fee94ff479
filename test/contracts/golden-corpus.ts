import { createRequire } from 'node:module';
import path from 'node:path';
import { ERROR_BY_STATUS, MAX_USER_IDS, type PushAccepted, type PushError } from 'imshop-contracts';
import { combinedBodies } from './combined-rows.js';
import { NAMED_BODIES } from './golden-rows.js';
import { askJoi14 } from './oracle.js';

/** An answer of the vendor. */
export interface GoldenAnswer {
  readonly status: 200 | 400;
  /** The body of the answer, byte for byte. */
  readonly answer: string;
}

interface GoldenRow {
  readonly name: string;
  /** The raw JSON text of the request. */
  readonly body: string;
  /** With every error listed. */
  readonly all: GoldenAnswer;
  /** With the first error only. */
  readonly first: GoldenAnswer;
}

export interface GoldenCorpus {
  readonly description: string;
  readonly source: string;
  readonly schema: string;
  readonly command: string;
  readonly maxUserIds: number;
  readonly rows: readonly GoldenRow[];
}

const COMBINED = 100;
const SCHEMA = '{userIds: string[] (at most maxUserIds), message: {title: string, summary: string}, deeplink?: string}';

/** The file of the corpus. */
export const GOLDEN_FILE = path.join(
  path.dirname(createRequire(import.meta.url).resolve('imshop-contracts/package.json')),
  'golden/push-answers.json',
);

/** The command that writes the corpus. */
export const GOLDEN_COMMAND = 'npm run build && node test/.built/contracts/write-golden-corpus.js';

/** Builds the corpus: bodies, and the answers that follow from joi 14.3.1. */
export function buildGoldenCorpus(): GoldenCorpus {
  const bodies = [...NAMED_BODIES, ...combinedBodies(COMBINED)];
  return {
    description: 'What the push API answers to a request body, as far as the body alone decides',
    source: 'joi 14.3.1, the library whose texts the vendor shows; `all` lists every error, `first` is its abortEarly',
    schema: SCHEMA,
    command: GOLDEN_COMMAND,
    maxUserIds: MAX_USER_IDS,
    rows: bodies.map(([name, body]) => ({ name, body, all: answerTo(body, true), first: answerTo(body, false) })),
  };
}

/** Prints the file with one row a line, so that a changed row is a changed line. */
export function printGoldenCorpus({ rows, ...header }: GoldenCorpus): string {
  const lines = rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n');
  return JSON.stringify({ ...header, rows: [] }, null, 2)
    .replace('"rows": []', () => `"rows": [\n${lines}\n  ]`)
    .concat('\n');
}

function answerTo(body: string, listAllErrors: boolean): GoldenAnswer {
  const result = askJoi14(JSON.parse(body), MAX_USER_IDS, listAllErrors);
  if (result.ok) {
    return { status: 200, answer: JSON.stringify({ success: true } satisfies PushAccepted) };
  }
  const refusal: PushError = { error: ERROR_BY_STATUS[400], message: result.message };
  return { status: 400, answer: JSON.stringify(refusal) };
}
