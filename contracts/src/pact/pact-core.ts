import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The part of Pact's core that verifies. */
export interface PactCore {
  verifyPacts(options: {
    readonly providerBaseUrl: string;
    readonly provider: string;
    readonly pactUrls: readonly string[];
    readonly providerStatesSetupUrl: string;
    readonly providerStatesSetupTeardown: boolean;
    readonly providerStatesSetupBody: boolean;
    readonly timeout: number;
    readonly logLevel: 'error';
  }): Promise<string>;
}

/** Pact is not installed. */
export class PactMissingError extends Error {
  override readonly name = 'PactMissingError';
  readonly code = 'PACT_MISSING';

  constructor() {
    super('Pact is not installed: npm install --save-dev @pact-foundation/pact@16 (17 needs Node 22)');
  }
}

const PACT = '@pact-foundation/pact';

/**
 * Where Pact is: in the project that asks, or beside this package.
 *
 * @throws PactMissingError
 */
export function pactPath(folder: string): string {
  for (const from of [join(folder, 'package.json'), import.meta.url]) {
    try {
      return createRequire(from).resolve(PACT);
    } catch {
      // Not there; perhaps in the next place.
    }
  }
  throw new PactMissingError();
}

/**
 * Pact's own core, without the proxy that its Node verifier puts in front of the provider: that one answers malformed JSON and bodies over
 * 100 kB itself, so that the provider is never asked.
 */
export function loadCore(path: string): PactCore {
  return createRequire(path)('@pact-foundation/pact-core').default as PactCore;
}
