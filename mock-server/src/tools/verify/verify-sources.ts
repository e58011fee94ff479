import { runSequence, verifyPacts } from 'imshop-contracts/pact';
import { VERSION } from '../../base/version.js';
import { startProvider } from './provider.js';
import type { VerifyReport, VerifyResult } from './report.js';
import type { Sources } from './sources.js';

/**
 * Verifies pacts and sequences against a temporary mock.
 *
 * @param path The setting `path` of the mock.
 * @throws {PactMissingError} if there are pacts to verify and the package `@pact-foundation/pact` is not installed.
 */
export async function verifySources({ pacts, sequences }: Sources, path: string | undefined): Promise<VerifyReport> {
  const verified = pacts.length === 0 ? [] : await verifyPacts(pacts, { startProvider: () => startProvider(path) });
  const results = [
    ...verified.map(({ findings, consumer: _, ...result }): VerifyResult => {
      return { type: 'interaction', ...result, warnings: findings.filter(({ severity }) => severity === 'warning') };
    }),
    ...(sequences.length === 0 ? [] : await verifySequences(sequences, path)),
  ];
  const ok = results.every(({ verdict }) => verdict === 'verified');
  return { verifiedAgainst: `imshop-mock ${VERSION}`, ok, results };
}

async function verifySequences(
  sequences: Sources['sequences'],
  path: string | undefined,
): Promise<readonly VerifyResult[]> {
  const provider = await startProvider(path);
  const results: VerifyResult[] = [];
  try {
    for (const { source, sequence } of sequences) {
      const startMs = performance.now();
      const differences = await runSequence(sequence, provider);
      results.push({
        type: 'sequence',
        source,
        description: sequence.name,
        states: [],
        verdict: differences.length > 0 ? 'differs' : 'verified',
        differences,
        warnings: [],
        durationMs: Math.round(performance.now() - startMs),
      });
    }
  } finally {
    await provider.close();
  }
  return results;
}
