/** An answer that has come in whole. */
export interface ReadAnswer {
  readonly status: number;
  /** Head and body, as bytes read for characters. */
  readonly text: string;
}

const HEAD_END = '\r\n\r\n';
const LAST_CHUNK = '0\r\n\r\n';

/** Reads the answers of one connection, one after the other: just enough of HTTP to know where each ends. */
export class AnswerReader {
  #text = '';

  /** Takes in what came; the answer once it is whole. @throws {Error} at what is no answer, or more than one. */
  read(chunk: string): ReadAnswer | undefined {
    const text = this.#text === '' ? chunk : this.#text + chunk;
    const length = lengthOf(text);
    if (length === undefined || text.length < length) {
      this.#text = text;
      return undefined;
    }
    if (text.length > length) throw new Error(`more than an answer: ${JSON.stringify(text.slice(0, 400))}`);
    this.#text = '';
    return { status: Number(text.slice(9, 12)), text };
  }
}

/** How long the answer will be; nothing as long as it cannot be told. */
function lengthOf(text: string): number | undefined {
  const headEnd = text.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const [, digits] = /\r\ncontent-length: *(\d+)\r\n/i.exec(text) ?? [];
  if (digits !== undefined) return headEnd + HEAD_END.length + Number(digits);
  if (!/\r\ntransfer-encoding: *chunked\r\n/i.test(text)) {
    throw new Error(`an answer that does not say how long it is: ${JSON.stringify(text.slice(0, 400))}`);
  }
  return text.endsWith(LAST_CHUNK) && text.length > headEnd + HEAD_END.length ? text.length : undefined;
}
