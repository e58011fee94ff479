import type { V3MockServer } from '@pact-foundation/pact';
import { MEDIA_TYPE, METHOD } from '../wire.js';
import { type ContractAnswer, type ContractInteraction, INTERACTIONS } from './interactions.js';

export interface ConsumerOptions {
  /** The name of the sender. */
  readonly consumer: string;
  /** The folder of the pact `{consumer}-{provider}.json`. Pact adds to an existing file. */
  readonly folder: string;
  /** The path of the push address. @default '/shop/push' */
  readonly path?: string;
  /** Sends the body of the interaction to the address and checks the sender's reaction to the answer; throws if it is wrong. */
  readonly send: (interaction: ContractInteraction, url: string) => Promise<void>;
}

/** The name of the provider in every pact. */
export const PROVIDER = 'Imshop';

/** Runs each interaction between a sender and Pact's mock server, and writes the pact. Needs `@pact-foundation/pact`. */
export async function writeConsumerPact({
  consumer,
  folder,
  path = '/shop/push',
  send,
}: ConsumerOptions): Promise<void> {
  const { MatchersV3, PactV4 } = await import('@pact-foundation/pact');
  const pact = new PactV4({ consumer, provider: PROVIDER, dir: folder, logLevel: 'error' });
  for (const interaction of INTERACTIONS) {
    const { description, given, body, status, headers = {}, answer } = interaction;
    const run = () =>
      pact
        .addInteraction()
        .given(given.name, { ...given.params })
        .uponReceiving(description)
        .withRequest(METHOD, path, (request) => {
          request.headers({ 'Content-Type': MEDIA_TYPE }).jsonBody(body);
        })
        .willRespondWith(status, (response) => {
          for (const [name, value] of Object.entries(headers)) {
            response.headers({ [name]: typeof value === 'number' ? MatchersV3.regex(/\d+/, String(value)) : value });
          }
          const expected = answerBody(answer, MatchersV3.string);
          if (expected) response.jsonBody(expected);
        })
        .executeTest((server: V3MockServer) => send(interaction, `${server.url}${path}`));
    await retryUntilRecorded(run);
  }
}

/** Attempts of one interaction. */
const MAX_TRIES = 4;

/** Repeats an interaction when Pact's mock server has answered a request but not recorded it yet. */
async function retryUntilRecorded(run: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await run();
      return;
    } catch (error) {
      if (tries === MAX_TRIES || !/expected but not received/.test(String(error))) throw error;
    }
  }
}

function answerBody<T>(answer: ContractAnswer, text: (example: string) => T): Record<string, unknown> | undefined {
  switch (answer.type) {
    case 'any':
      return undefined;
    case 'exact':
      return { ...answer.body };
    case 'texts':
      return Object.fromEntries(answer.keys.map((key) => [key, text('some text')]));
  }
}
