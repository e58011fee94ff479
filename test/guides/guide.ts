import { type Block, blocksOf } from '../journeys/blocks.js';

/** What a reader of a guide does with a block. */
export type Step =
  | { readonly kind: 'save'; readonly name: string; readonly text: string }
  | { readonly kind: 'run'; readonly command: string; readonly output: string | undefined }
  | { readonly kind: 'read'; readonly language: string; readonly text: string };

/** The first line of a block that is a file: a comment that names it, and nothing else. */
const FILE_NAME = /^(?:<\?php )?(?:\/\/|#|<!--) ([\w./-]+\.\w+)(?: -->)?$/;

/** What a guide tells its reader to do, in order. */
export function stepsOf(file: string): Step[] {
  const blocks = blocksOf([file]);
  return blocks.flatMap((block, index) => {
    const isOutput = isShown(block) && isRun(blocks[index - 1]);
    return isOutput ? [] : [stepOf(block, blocks[index + 1])];
  });
}

function stepOf(block: Block, next: Block | undefined): Step {
  const { language, code } = block;
  const name = nameIn(code);
  if (name !== undefined) return { kind: 'save', name, text: code };
  if (!isRun(block)) return { kind: 'read', language, text: code };
  const output = next && isShown(next) ? next.code : undefined;
  return { kind: 'run', command: language === 'js' ? inNode(code) : code, output };
}

/** The name of a file; a script's stands behind the line that says who runs it. */
function nameIn(code: string): string | undefined {
  const [first = ''] = code.replace(/^#!.*\n/, '').split('\n', 1);
  return FILE_NAME.exec(first)?.[1];
}

/** A script without a name, as `node` takes it. */
function inNode(code: string): string {
  return `node --input-type=module - <<'JS'\n${code}JS\n`;
}

function isRun(block: Block | undefined): boolean {
  return block !== undefined && ['sh', 'js'].includes(block.language) && nameIn(block.code) === undefined;
}

function isShown({ language }: Block): boolean {
  return language === 'text' || language === 'json';
}

/** What an output of a guide stands for: `…` is what was left out of a line or, by itself, any lines. */
export function patternOf(output: string): RegExp {
  const lines = output
    .trim()
    .split('\n')
    .map((line) =>
      line.trim() === '…'
        ? '(?:.*\n)*?.*'
        : line
            .split('…')
            .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
            .join('.*'),
    );
  return new RegExp(`^${lines.join('\n')}$`);
}
