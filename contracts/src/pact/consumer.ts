import type { V3MockServer } from '@pact-foundation/pact';
import { MEDIA_TYPE, METHOD } from '../endpoint.js';
import { type ContractAnswer, type ContractInteraction, INTERACTIONS } from './interactions.js';

export interface ConsumerOptions {
  /** The name of the sender. */
  readonly consumer: string;
  /** Where the pact goes, as `{consumer}-{provider}.json`; one that is there is added to. */
  readonly folder: string;
  /** The path of the push address. @default '/shop/push' */
  readonly path?: string;
  /** Sends the body of the interaction to the address and checks what it makes of the answer; throws to say that it cannot. */
  readonly send: (interaction: ContractInteraction, url: string) => Promise<void>;
}

/** The name of the other side in every pact. */
export const PROVIDER = 'Imshop';

/** Plays each interaction to a sender by Pact's mock server, and writes the pact of those it took. Needs `@pact-foundation/pact`. */
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
    const play = () =>
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
    await untilNoted(play);
  }
}

/** Pact's mock server may note a request only after it has answered it, and then calls it missing. */
const TRIES = 4;

/** What is missing or differs for good fails every time. */
async function untilNoted(play: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await play();
      return;
    } catch (error) {
      if (tries === TRIES || !/expected but not received/.test(String(error))) throw error;
    }
  }
}

function answerBody<T>(answer: ContractAnswer, text: (example: string) => T): Record<string, unknown> | undefined {
  if (answer === 'any') return undefined;
  if ('exactly' in answer) return { ...answer.exactly };
  return Object.fromEntries(answer.texts.map((key) => [key, text('some text')]));
}
