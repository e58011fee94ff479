import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FencedBlock, readMarkdown } from '../workspace/markdown.js';
import { ROOT } from '../workspace/root.js';

/** A fenced block of a document. */
export interface Block extends FencedBlock {
  readonly file: string;
}

/** A block that the next one shows the output of. */
export interface ShownBlock extends Block {
  readonly output: string;
}

/** The fenced blocks of documents, in order. */
export function blocksOf(files: readonly string[]): Block[] {
  return files.flatMap((file) =>
    readMarkdown(readFileSync(join(ROOT, file), 'utf8'))
      .flatMap(({ blocks }) => blocks)
      .map((block) => ({ file, ...block })),
  );
}

export function shownAmong(blocks: readonly Block[]): ShownBlock[] {
  return blocks.flatMap((block, index) => {
    const next = blocks[index + 1];
    return next && ['json', 'text'].includes(next.language) ? [{ ...block, output: next.code }] : [];
  });
}
