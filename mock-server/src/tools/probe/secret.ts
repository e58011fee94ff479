/** What stands in place of a secret. */
const HIDDEN = '[hidden]';

/** Shorter parts of a path are words such as `push`; longer ones may be the secret itself. */
const SHORTEST_SECRET = 8;

/** Takes out of a text whatever of the endpoint's address is secret: answers like to echo the path asked for. */
export function hiderOf(url: URL): (text: string) => string {
  const { pathname, search, searchParams, username, password } = url;
  const parts = [...pathname.split('/'), ...searchParams.values(), username, password];
  const whole = [pathname + search, pathname, search].filter((text) => text.length > 1);
  const secrets = [...whole, ...parts.filter(({ length }) => length >= SHORTEST_SECRET)];
  const spellings = new Set(secrets.flatMap((secret) => [secret, decoded(secret)]));
  // The longest first, or a part would be taken out of the whole and the rest be left.
  const ordered = [...spellings].toSorted((a, b) => b.length - a.length);
  // Servers change the case of what they echo.
  const patterns = ordered.map((secret) => new RegExp(literally(secret), 'gi'));
  return (text) => patterns.reduce((rest, pattern) => rest.replace(pattern, HIDDEN), text);
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
