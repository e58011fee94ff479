import { SLUG } from './settings.js';

/** The integration of a path that names none. */
export const DEFAULT_SLUG = 'shop';

/** The integration that the demo fills. */
export const DEMO_SLUG = 'demo';

/** Where integrations are found, as the setting `path` has it. */
export class PushPath {
  readonly template: string;
  readonly #pattern: RegExp;
  constructor(template: string) {
    this.template = template;
    const pattern = template.split(':slug').map(escapeRegExp).join('([^/]+)');
    this.#pattern = new RegExp(`^${pattern}$`);
  }

  /** The slug a request's target names; `undefined` where it is no path of ours. */
  slugOf(target: string): string | undefined {
    const match = this.#pattern.exec(pathOf(target));
    if (!match) return undefined;
    const slug = match[1] ?? DEFAULT_SLUG;
    return SLUG.test(slug) ? slug : undefined;
  }

  /** The path of an integration. */
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

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
