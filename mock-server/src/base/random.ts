/**
 * A number from 0 to 1 that follows from a text alone: the same seed, rule and request draw the same, whatever else was
 * drawn. FNV-1a over the text, then the finisher of MurmurHash3.
 */
export function seededRandom(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
