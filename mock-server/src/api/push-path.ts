import { SLUG } from './settings.js';

/** The integration of a path that names none. */
export const DEFAULT_SLUG = 'shop';

/** The integration that the demo fills. */
export const DEMO_SLUG = 'demo';

/** The paths of the integrations, from the setting `path`. */
export class PushPath {
  readonly template: string;
  readonly #prefix: string;
  /** `undefined` for a template without a slug. */
  readonly #suffix: string | undefined;

  constructor(template: string) {
    this.template = template;
    const [prefix = '', suffix] = template.split(':slug');
    this.#prefix = prefix;
    this.#suffix = suffix;
  }

  /** Returns the slug that a request target names; `undefined` for any other path. */
  slugOf(target: string): string | undefined {
    const path = pathOf(target);
    if (this.#suffix === undefined) return path === this.#prefix ? DEFAULT_SLUG : undefined;
    if (!path.startsWith(this.#prefix) || !path.endsWith(this.#suffix)) return undefined;
    const slug = path.slice(this.#prefix.length, path.length - this.#suffix.length);
    return SLUG.test(slug) ? slug : undefined;
  }

  /** Returns the path of an integration. */
  of(slug: string): string {
    return this.template.replace(':slug', () => slug);
  }
}

/** A target without its query; a proxy's absolute form (RFC 9112, 3.2.2) without its origin. */
function pathOf(target: string): string {
  const path = target.startsWith('/') ? target : target.replace(/^https?:\/\/[^/?]*/i, '');
  const query = path.indexOf('?');
  return query < 0 ? path : path.slice(0, query);
}
