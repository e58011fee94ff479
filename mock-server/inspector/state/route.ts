import { signal } from '@preact/signals';

export const VIEWS = ['requests', 'inbox', 'fidelity'] as const;
export type View = (typeof VIEWS)[number];

/** What the page shows. Customers' ids are no part of it: an address ends up in histories. */
export interface Place {
  readonly slug: string | undefined;
  readonly view: View;
  readonly requestId: string | undefined;
}

/** `#/{slug}/{view}/{requestId}`; what is missing or unknown is left out. */
function placeOf(hash: string): Place {
  const [slug, view, requestId] = hash.replace(/^#\/?/, '').split('/').map(decoded);
  return {
    slug: slug || undefined,
    view: VIEWS.find((known) => known === view) ?? 'requests',
    requestId: requestId || undefined,
  };
}

function hashOf({ slug = '', view, requestId }: Place): string {
  const parts = requestId === undefined ? [slug, view] : [slug, view, requestId];
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

/** Where the page is; the address bar and the browser's history follow. */
export class Route {
  readonly #place;
  readonly #window: Window;

  constructor(window: Window) {
    this.#window = window;
    this.#place = signal(placeOf(window.location.hash));
    window.addEventListener('hashchange', () => {
      this.#place.value = placeOf(window.location.hash);
    });
  }

  get place(): Place {
    return this.#place.value;
  }

  /** Goes where the change says; what it does not name stays. */
  go(change: Partial<Place>): void {
    this.#place.value = { ...this.#place.value, ...change };
    this.#window.location.hash = hashOf(this.#place.value);
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
