import { crc32 } from 'node:zlib';
import type { JournalRecord } from './records.js';

/** A record as a line: JSON, a tab, the CRC-32 of the JSON in hexadecimal. JSON holds no raw tab or line end. */
export function lineOf(record: JournalRecord): string {
  const json = JSON.stringify(record);
  return `${json}\t${checksum(json)}\n`;
}

/** The record of a line without its end, or `undefined` where it is not as it was written. */
export function recordOf(line: string): JournalRecord | undefined {
  const tab = line.lastIndexOf('\t');
  const json = line.slice(0, tab);
  if (tab === -1 || line.slice(tab + 1) !== checksum(json)) return undefined;
  return JSON.parse(json) as JournalRecord;
}

function checksum(json: string): string {
  return crc32(json).toString(16).padStart(8, '0');
}
