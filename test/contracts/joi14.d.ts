/** The part of joi 14.3.1 that the oracle uses. The package has no types. */
declare module 'joi14' {
  export interface Schema {
    required(): this;
    validate(value: unknown, options: { abortEarly: boolean }): Outcome;
  }

  interface ArraySchema extends Schema {
    items(item: Schema): this;
    max(limit: number): this;
  }

  interface Outcome {
    readonly error: { readonly message: string; readonly details: readonly { path: (string | number)[] }[] } | null;
    readonly value: unknown;
  }

  const joi: {
    array(): ArraySchema;
    object(keys: Readonly<Record<string, Schema>>): Schema;
    string(): Schema;
  };
  export default joi;
}
