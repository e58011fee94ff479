import { type PactSource, readPact } from 'imshop-contracts/pact';

/** @throws PactFileError */
export function pactOf(text: string, source: string): PactSource {
  const pact = readPact(text, source);
  return { source, pact, file: JSON.parse(text) as Record<string, unknown> };
}
