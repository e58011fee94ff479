const REDACTED = '[hidden]';

/** Shorter parts of a path are words such as `push`; longer ones may be the secret itself. */
const MIN_SECRET_LENGTH = 8;

/** Creates a function that hides the secret parts of the endpoint's URL in a text: answers often echo the requested path. */
export function createRedactor(url: URL): (text: string) => string {
  const { pathname, search, searchParams, username, password } = url;
  const parts = [...pathname.split('/'), ...searchParams.values(), username, password];
  const whole = [pathname + search, pathname, search].filter((text) => text.length > 1);
  const secrets = [...whole, ...parts.filter(({ length }) => length >= MIN_SECRET_LENGTH)];
  const spellings = new Set(secrets.flatMap((secret) => [secret, decoded(secret)]));
  // The longest first: a part of the path must not be replaced before the whole path.
  const ordered = [...spellings].toSorted((a, b) => b.length - a.length);
  // Servers may change the case of what they echo.
  const patterns = ordered.map((secret) => new RegExp(escapeRegExp(secret), 'gi'));
  return (text) => patterns.reduce((rest, pattern) => rest.replace(pattern, REDACTED), text);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
