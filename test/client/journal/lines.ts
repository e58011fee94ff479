import { crc32 } from 'node:zlib';

type Line = Readonly<Record<string, unknown>> & { readonly type: string };

/** The records of a journal, parsed by other code than the client's. */
export function linesOf(bytes: Buffer): readonly Line[] {
  return bytes
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line.slice(0, line.lastIndexOf('\t'))) as Line);
}

/** A line with a valid checksum. */
export function lineOf(record: object): string {
  const json = JSON.stringify(record);
  return `${json}\t${crc32(json).toString(16).padStart(8, '0')}\n`;
}
