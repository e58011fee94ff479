import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

export type Schema = Readonly<Record<string, unknown>>;

/** What a schema says, as far as the tests follow it. */
export interface Keywords {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly type?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
}

interface Example {
  readonly value: unknown;
  readonly [extension: `x-${string}`]: unknown;
}

interface Media {
  readonly schema: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, Example>>;
  readonly 'x-events'?: Readonly<Record<string, Schema>>;
}

interface Described {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, Media>>;
  readonly headers?: Schema;
  readonly 'x-standing'?: string;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: Schema;
  readonly example: unknown;
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly Parameter[];
  readonly security?: readonly unknown[];
  readonly requestBody?: Described;
  readonly responses: Readonly<Record<string, Described>>;
}

const METHODS = ['get', 'post', 'patch', 'put', 'delete'] as const;
type PathItem = Readonly<Partial<Record<(typeof METHODS)[number], Operation>>> & {
  readonly parameters?: readonly Parameter[];
};

/** As much of an OpenAPI document as the tests read. */
export interface OpenApi {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: { readonly responses: Readonly<Record<string, Described>> };
}

/** What a document promises, with ajv in strict mode as its judge. */
export class Contract {
  readonly document: OpenApi;
  readonly #ajv = new Ajv2020({ strict: true, allErrors: true });
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(document: OpenApi) {
    this.document = document;
    formats.default(this.#ajv);
    // References lead through the document, so ajv meets its keys; in strict mode it must know them. The
    // discriminator is OpenAPI's own, and adds nothing to oneOf.
    this.#ajv.addVocabulary([...Object.keys(document), 'discriminator']).addSchema(document, 'document');
  }

  static async at(url: string): Promise<Contract> {
    return new Contract((await (await fetch(url)).json()) as OpenApi);
  }

  /** Every operation with its key, e.g. `get /health`, and the parameters of its path. */
  get operations(): readonly {
    readonly key: string;
    readonly method: string;
    readonly path: string;
    readonly operation: Operation;
  }[] {
    return Object.entries(this.document.paths).flatMap(([path, item]) =>
      METHODS.flatMap((method) => {
        const operation = item[method];
        if (!operation) return [];
        const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
        return [{ key: `${method} ${path}`, method, path, operation: { ...operation, parameters } }];
      }),
    );
  }

  operation(key: string): Operation {
    const found = this.operations.find((candidate) => candidate.key === key);
    if (!found) throw new Error(`not documented: ${key}`);
    return found.operation;
  }

  /** Every example of a parameter, body or answer, with its schema. */
  get examples(): readonly { readonly where: string; readonly schema: Schema; readonly value: unknown }[] {
    return this.operations.flatMap(({ key, operation: { parameters = [], requestBody, responses } }) => {
      const media = [requestBody, ...Object.values(responses)]
        .map((described) => described && (this.follow(described) as Described))
        .flatMap((described) => Object.values(described?.content ?? {}));
      return [
        ...parameters.map(({ name, schema, example }) => ({ where: `${key} ${name}`, schema, value: example })),
        ...media.flatMap(({ schema, example, examples = {} }) => [
          ...(example === undefined ? [] : [{ where: key, schema, value: example }]),
          ...Object.entries(examples).map(([name, { value }]) => ({ where: `${key} ${name}`, schema, value })),
        ]),
      ];
    });
  }

  /** The schema of a JSON answer; `undefined` where the answer has no body. */
  answerSchema(key: string, status: number): Schema | undefined {
    const described = this.operation(key).responses[status];
    if (!described) throw new Error(`not documented: ${key} with ${status}`);
    const { content } = this.follow(described) as Described;
    return content && Object.values(content)[0]?.schema;
  }

  /** What is wrong with a refusal, by the component that describes it. */
  problemFaults(described: Described | undefined, problem: unknown): string {
    return this.faults(described?.content?.['application/problem+json']?.schema ?? { not: {} }, problem);
  }

  requestSchema(key: string): Schema {
    const schema = this.operation(key).requestBody?.content?.['application/json']?.schema;
    if (!schema) throw new Error(`no body is documented: ${key}`);
    return schema;
  }

  /** What is wrong with a value; empty where nothing is. */
  faults(schema: Schema, value: unknown): string {
    const validate = this.#compiled(schema);
    return validate(value) ? '' : this.#ajv.errorsText(validate.errors, { separator: '\n' });
  }

  /** What a reference leads to; anything else as it is. */
  follow(value: { readonly $ref?: unknown }): object {
    if (typeof value.$ref !== 'string') return value;
    return value.$ref
      .slice(2)
      .split('/')
      .reduce<object>((parent, step) => Reflect.get(parent, step) as object, this.document);
  }

  #compiled(schema: Schema): ValidateFunction {
    // References are relative to the document, and a schema out of it has no base.
    const absolute = JSON.stringify(schema).replaceAll('"#/', '"document#/');
    const known = this.#validators.get(absolute);
    const validate = known ?? this.#ajv.compile(JSON.parse(absolute));
    this.#validators.set(absolute, validate);
    return validate;
  }
}
