import { bytesOf, type FuzzCase } from './fuzz-case.js';

/** So many attempts are enough for a few kilobytes. */
const MAX_ATTEMPTS = 200;

/** The fewest bytes found that still fail: pieces are left out, ever smaller ones, as long as it does. */
export async function shrunk(fuzzCase: FuzzCase, fails: (fuzzCase: FuzzCase) => Promise<boolean>): Promise<FuzzCase> {
  const { statuses: _, ...rest } = fuzzCase;
  // With bytes left out, nobody knows the answers any more; where those alone are wrong, nothing can be left out.
  const withBytes = (bytes: Buffer): FuzzCase => ({ ...rest, parts: [bytes] });
  let bytes = bytesOf(fuzzCase);
  if (!(await fails(withBytes(bytes)))) return fuzzCase;
  let attempts = 0;
  for (let size = bytes.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at < bytes.length && attempts < MAX_ATTEMPTS; attempts += 1) {
      const without = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + size)]);
      if (without.length > 0 && (await fails(withBytes(without)))) bytes = without;
      else at += size;
    }
  }
  return withBytes(bytes);
}
