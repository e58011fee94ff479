import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../workspace/root.js';

/** A fenced block of a document. */
export interface Block {
  readonly file: string;
  readonly language: string;
  readonly code: string;
}

/** A block that the next one shows the output of. */
export interface ShownBlock extends Block {
  readonly output: string;
}

/** The fenced blocks of documents, in order. */
export function blocksOf(files: readonly string[]): Block[] {
  return files.flatMap((file) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(
      ([, language = '', code = '']) => ({ file, language, code }),
    ),
  );
}

export function shownAmong(blocks: readonly Block[]): ShownBlock[] {
  return blocks.flatMap((block, index) => {
    const next = blocks[index + 1];
    return next && ['json', 'text'].includes(next.language) ? [{ ...block, output: next.code }] : [];
  });
}
