import type { Readable } from 'node:stream';
import { UsageError } from './usage-error.js';

/**
 * The lines of a text in UTF-8, without their ends and without a byte-order mark.
 *
 * @throws UsageError where the bytes are not UTF-8: guessing would send pushes to nobody.
 */
export async function* linesOf(input: Readable, name: string): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let line = 1;
  const decode = (bytes?: Uint8Array) => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw new UsageError(`${name}: line ${line} or a later one is not UTF-8; convert the file, e.g. with iconv`);
    }
  };
  for await (const bytes of input as AsyncIterable<Uint8Array>) {
    const lines = (rest + decode(bytes)).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      yield withoutReturn(text);
      line += 1;
    }
  }
  rest += decode();
  if (rest !== '') yield withoutReturn(rest);
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
