import { crc32 } from 'node:zlib';

type Line = Readonly<Record<string, unknown>> & { readonly type: string };

/** The lines of a journal, as anybody can read them. */
export function linesOf(bytes: Buffer): readonly Line[] {
  return bytes
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line.slice(0, line.lastIndexOf('\t'))) as Line);
}

/** A line that counts as written, whatever is in it. */
export function lineOf(record: object): string {
  const json = JSON.stringify(record);
  return `${json}\t${crc32(json).toString(16).padStart(8, '0')}\n`;
}
