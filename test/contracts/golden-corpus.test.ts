import { readFileSync } from 'node:fs';
import { ERROR_BY_STATUS } from 'imshop-contracts';
import { validatePush } from 'imshop-contracts/schema';
import { describe, expect, it } from 'vitest';
import {
  buildGoldenCorpus,
  GOLDEN_COMMAND,
  GOLDEN_FILE,
  type GoldenAnswer,
  type GoldenCorpus,
  printGoldenCorpus,
} from './golden-corpus.js';

const file = readFileSync(GOLDEN_FILE, 'utf8');
const corpus: GoldenCorpus = JSON.parse(file);

describe('the golden corpus', () => {
  it('agrees with joi 14.3.1', () => {
    expect(file === printGoldenCorpus(buildGoldenCorpus()), `stale; rewrite it with: ${GOLDEN_COMMAND}`).toBe(true);
  });

  it('has unique names', () => {
    const names = corpus.rows.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('is small enough to ship', () => {
    expect(corpus.rows.length).toBeGreaterThanOrEqual(300);
    expect(Buffer.byteLength(file)).toBeLessThan(300_000);
  });

  it.each(corpus.rows)('$name', ({ body, all, first }) => {
    expect(answerTo(body, true)).toEqual(all);
    expect(answerTo(body, false)).toEqual(first);
  });

  function answerTo(body: string, listAllErrors: boolean): GoldenAnswer {
    const result = validatePush(JSON.parse(body), { maxUserIds: corpus.maxUserIds, listAllErrors });
    return result.ok
      ? { status: 200, answer: JSON.stringify({ success: true }) }
      : { status: 400, answer: JSON.stringify({ error: ERROR_BY_STATUS[400], message: result.message }) };
  }
});
