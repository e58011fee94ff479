import type { Contract, Keywords, Schema } from './contract.js';

/** Every object in a JSON value, with the path that leads there. */
export function objectsIn(value: unknown, path = ''): (readonly [path: string, object: object])[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.entries(value).flatMap(([key, inner]) => objectsIn(inner, `${path}/${key}`));
  return Array.isArray(value) ? below : [[path, value], ...below];
}

/** What schemas say there may be, and what of it values have: `Component.property`, `Component = member`. */
export class Coverage {
  readonly claimed = new Set<string>();
  readonly seen = new Set<string>();
  readonly #contract: Contract;

  constructor(contract: Contract) {
    this.#contract = contract;
  }

  get unseen(): string[] {
    return [...this.claimed].filter((claim) => !this.seen.has(claim)).sort();
  }

  /** Notes what a schema claims, and what of it a value has. */
  add(schema: Schema, value: unknown, name = ''): void {
    const { $ref, anyOf, oneOf, enum: members, items, properties } = schema as Keywords;
    if ($ref !== undefined) this.add(this.#contract.follow({ $ref }) as Schema, value, $ref.split('/').at(-1));
    for (const alternative of [...(anyOf ?? []), ...(oneOf ?? [])]) this.add(alternative, value, name);
    for (const member of members ?? []) this.#note(`${name} = ${member}`, value === member);
    if (items) for (const item of Array.isArray(value) ? value : [undefined]) this.add(items, item, name);
    for (const [key, inner] of Object.entries(properties ?? {})) {
      const own: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
      this.#note(`${name}.${key}`, own !== undefined);
      this.add(inner, own, `${name}.${key}`);
    }
  }

  #note(claim: string, isSeen: boolean): void {
    this.claimed.add(claim);
    if (isSeen) this.seen.add(claim);
  }
}
