import { createRequire } from 'node:module';

/**
 * Verifies pacts in a child process: Pact's core prints to standard output from native code, and its crash must not end the
 * command. Receives a `VerifierTask` over IPC and answers with a `VerifierAnswer`.
 */
export interface VerifierTask {
  /** The path of `@pact-foundation/pact`. */
  readonly pactPath: string;
  /** The path of the pact. */
  readonly file: string;
  readonly provider: string;
  readonly providerBaseUrl: string;
  readonly statesUrl: string;
  readonly timeoutMs: number;
}

export interface VerifierAnswer {
  /** The report of Pact's core, as JSON, or the message of its error. */
  readonly text: string;
}

/** The part of Pact's core that verifies. */
interface PactCore {
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

/**
 * Loads Pact's core, without the proxy of its Node verifier: the proxy answers malformed JSON and bodies over 100 kB itself,
 * so that such requests never reach the provider.
 */
function loadCore(pactPath: string): PactCore {
  return createRequire(pactPath)('@pact-foundation/pact-core').default as PactCore;
}

process.on('message', async ({ pactPath, file, provider, providerBaseUrl, statesUrl, timeoutMs }: VerifierTask) => {
  const text = await loadCore(pactPath)
    .verifyPacts({
      providerBaseUrl,
      provider,
      pactUrls: [file],
      providerStatesSetupUrl: statesUrl,
      providerStatesSetupTeardown: true,
      providerStatesSetupBody: true,
      timeout: timeoutMs,
      logLevel: 'error',
    })
    .catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  process.send?.({ text } satisfies VerifierAnswer);
});
