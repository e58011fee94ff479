import type { Finding } from './campaign.js';
import { bytesOf } from './fuzz-case.js';

const MAX_SHOWN = 600;

/** A finding in one line: what is wrong, and the bytes as a text of JavaScript. */
export function told({ number, fuzzCase, fault }: Finding): string {
  const bytes = bytesOf(fuzzCase);
  const text = JSON.stringify(bytes.toString('latin1', 0, MAX_SHOWN));
  return `case ${number} (${fuzzCase.kind}, ${fuzzCase.ending}): ${fault}\n  ${bytes.length} bytes: ${text}`;
}
