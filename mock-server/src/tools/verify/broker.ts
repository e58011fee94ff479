import { PactFileError, type PactSource } from 'imshop-contracts/pact';
import { messageOf } from '../../base/text.js';
import { pactOf } from './pact-source.js';

/** Milliseconds for an answer of the broker. */
const TIMEOUT_MS = 30_000;

/** What a broker's pages link to, see its HAL. */
interface Links {
  readonly [relation: string]: { readonly href: string } | readonly { readonly href: string }[] | undefined;
}

/**
 * Fetches a pact, or all pacts that a broker's page lists, such as `…/pacts/provider/NAME/latest`.
 *
 * The token goes to the host of that address alone, whatever its page links to.
 *
 * @throws PactFileError naming the address without its query, and what came instead of a pact.
 */
export async function fetchPacts(address: string, token: string | undefined): Promise<readonly PactSource[]> {
  const { origin } = new URL(address);
  const ask = (href: string) => get(href, token === undefined ? undefined : { token, origin });
  const text = await ask(address);
  const page = parse(text, address);
  if ('interactions' in page) return [pactOf(text, named(address))];
  const links = linksOf(page['_links']);
  if (links.length === 0) throw new PactFileError(`${named(address)}: neither a pact nor a list of pacts`);
  return Promise.all(links.map(async (href) => pactOf(await ask(href), named(href))));
}

function linksOf(links: unknown): readonly string[] {
  const { 'pb:pacts': modern, pacts: old } = (links ?? {}) as Links;
  return [modern ?? old ?? []].flat().map(({ href }) => href);
}

/** A token, and the only place that it is shown to, wherever a page links. */
interface Credentials {
  readonly token: string;
  readonly origin: string;
}

async function get(address: string, credentials: Credentials | undefined): Promise<string> {
  const isTheirs = credentials?.origin === new URL(address).origin;
  const headers = {
    accept: 'application/hal+json, application/json',
    ...(isTheirs && { authorization: `Bearer ${credentials.token}` }),
  };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(address, { headers, signal }).catch((error: unknown) => {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    throw new PactFileError(`${named(address)}: ${messageOf(cause)}`);
  });
  if (!response.ok) {
    const hint = credentials && !isTheirs ? `; the token is for ${credentials.origin} alone` : '';
    throw new PactFileError(`${named(address)}: status ${response.status}${hint}`);
  }
  return response.text();
}

function parse(text: string, address: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text));
  } catch {
    throw new PactFileError(`${named(address)}: not JSON`);
  }
}

/** An address may hold a secret in its query or before the host. */
function named(address: string): string {
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`;
}
