import { signal } from '@preact/signals';

export const VIEWS = ['requests', 'inbox', 'fidelity'] as const;
type View = (typeof VIEWS)[number];

/** The part of the state that the URL holds. Customers' ids are not in it: URLs stay in the history. */
export interface Route {
  readonly slug: string | undefined;
  readonly view: View;
  readonly requestId: string | undefined;
}

/** Reads `#/{slug}/{view}/{requestId}`; missing and unknown parts get their defaults. */
function parseHash(hash: string): Route {
  const [slug, view, requestId] = hash.replace(/^#\/?/, '').split('/').map(decode);
  return {
    slug: slug || undefined,
    view: VIEWS.find((known) => known === view) ?? 'requests',
    requestId: requestId || undefined,
  };
}

function formatHash({ slug = '', view, requestId }: Route): string {
  const parts = requestId === undefined ? [slug, view] : [slug, view, requestId];
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

/** Keeps the route, the URL and the browser's history in step. */
export class Router {
  readonly #route;
  readonly #window: Window;

  constructor(window: Window) {
    this.#window = window;
    this.#route = signal(parseHash(window.location.hash));
    window.addEventListener('hashchange', () => {
      this.#route.value = parseHash(window.location.hash);
    });
  }

  get route(): Route {
    return this.#route.value;
  }

  /** Changes the given parts of the route. */
  navigate(change: Partial<Route>): void {
    this.#route.value = { ...this.#route.value, ...change };
    this.#window.location.hash = formatHash(this.#route.value);
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
