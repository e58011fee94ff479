import { isObject, parseJson } from 'imshop-contracts';
import { PactFileError } from 'imshop-contracts/pact';
import { messageOf } from '../../base/text.js';

/** Time that the broker has to answer. */
const TIMEOUT_MS = 30_000;

/** The text of a pact, and the address that it came from, without what may be secret. */
export interface FetchedPact {
  readonly text: string;
  readonly source: string;
}

/**
 * Fetches a pact, or all pacts that a page of a broker lists, such as `…/pacts/provider/NAME/latest`.
 *
 * The token is sent only to the origin of this address, wherever the page links to.
 *
 * @throws {PactFileError} naming the address without its query, and the reason.
 */
export async function fetchPacts(address: string, token: string | undefined): Promise<readonly FetchedPact[]> {
  const { origin } = new URL(address);
  const fetchPact = async (url: string): Promise<FetchedPact> => ({
    text: await fetchText(url, token === undefined ? undefined : { token, origin }),
    source: withoutSecrets(url),
  });
  const fetched = await fetchPact(address);
  const page = parseJson(fetched.text);
  if (page === undefined) throw new PactFileError(`${fetched.source}: not JSON`);
  if (isObject(page) && 'interactions' in page) return [fetched];
  const links = isObject(page) ? pactLinks(page['_links']) : [];
  if (links.length === 0) throw new PactFileError(`${fetched.source}: neither a pact nor a list of pacts`);
  return Promise.all(links.map(fetchPact));
}

/** The links of a page, by relation (HAL). */
interface Links {
  readonly [relation: string]: { readonly href: string } | readonly { readonly href: string }[] | undefined;
}

function pactLinks(links: unknown): readonly string[] {
  const { 'pb:pacts': current, pacts: old } = (links ?? {}) as Links;
  return [current ?? old ?? []].flat().map(({ href }) => href);
}

/** A token, and the only origin that it is sent to. */
interface Credentials {
  readonly token: string;
  readonly origin: string;
}

async function fetchText(url: string, credentials: Credentials | undefined): Promise<string> {
  const isTrusted = credentials?.origin === new URL(url).origin;
  const headers = {
    accept: 'application/hal+json, application/json',
    ...(isTrusted && { authorization: `Bearer ${credentials.token}` }),
  };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(url, { headers, signal }).catch((error: unknown) => {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    throw new PactFileError(`${withoutSecrets(url)}: ${messageOf(cause)}`);
  });
  if (!response.ok) {
    const hint = credentials && !isTrusted ? `; the token is sent only to ${credentials.origin}` : '';
    throw new PactFileError(`${withoutSecrets(url)}: status ${response.status}${hint}`);
  }
  return response.text();
}

/** Credentials and the query may be secret. */
function withoutSecrets(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
