/** The customers of one request. The ids are kept as the JSON that goes into the body: 14 bytes each where strings take 40. */
export class Chunk {
  /** From 0, in the order of the input. */
  readonly number: number;
  /** How many ids. */
  readonly size: number;
  /** The JSON array of the ids. */
  readonly json: string;

  constructor(number: number, size: number, json: string) {
    this.number = number;
    this.size = size;
    this.json = json;
  }

  static of(number: number, ids: readonly string[]): Chunk {
    return new Chunk(number, ids.length, JSON.stringify(ids));
  }

  get ids(): readonly string[] {
    return JSON.parse(this.json) as string[];
  }
}
