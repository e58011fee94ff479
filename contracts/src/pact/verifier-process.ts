import { loadCore } from './pact-core.js';
import { REQUEST_TIMEOUT_MS } from './request-timeout.js';

/**
 * Verifies pacts in a process of its own, since Pact's core prints to the standard output from native code, and a crash of it must not end
 * the command. Talks over IPC: a `VerifierTask` in, a `VerifierAnswer` out.
 */
export interface VerifierTask {
  readonly pactPath: string;
  readonly file: string;
  readonly provider: string;
  readonly providerBaseUrl: string;
  readonly statesUrl: string;
}

export interface VerifierAnswer {
  /** What Pact's core reports, as JSON, or what it threw. */
  readonly text: string;
}

process.on('message', async ({ pactPath, file, provider, providerBaseUrl, statesUrl }: VerifierTask) => {
  const text = await loadCore(pactPath)
    .verifyPacts({
      providerBaseUrl,
      provider,
      pactUrls: [file],
      providerStatesSetupUrl: statesUrl,
      providerStatesSetupTeardown: true,
      providerStatesSetupBody: true,
      timeout: REQUEST_TIMEOUT_MS,
      logLevel: 'error',
    })
    .catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  process.send?.({ text } satisfies VerifierAnswer);
});
