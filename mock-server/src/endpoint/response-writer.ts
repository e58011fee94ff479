import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { ANSWER_CONTENT_TYPE, type FidelityId } from 'imshop-contracts';
import type { Answer } from '../answers/answer.js';
import type { Clock } from '../base/clock.js';
import type { AnswerWriter } from '../faults/fault-handler.js';
import type { FidelityTable } from '../fidelity/table.js';

/** The headers that all answers of a mock have in common: the date, and those of the mock. */
export class CommonHeaders {
  readonly #isPlain: boolean;
  readonly #fidelity: FidelityTable;
  #second = Number.NaN;
  #date = '';

  /** @param isPlain The X-Mock headers are left out. */
  constructor(isPlain: boolean, fidelity: FidelityTable) {
    this.#isPlain = isPlain;
    this.#fidelity = fidelity;
  }

  addMockHeaders(head: string[], requestId: string, row: FidelityId, hint: string | undefined): void {
    if (this.#isPlain) return;
    head.push('X-Mock-Standing', this.#fidelity.standingOf(row), 'X-Mock-Request-Id', requestId);
    if (hint !== undefined) head.push('X-Mock-Hint', headerText(hint));
  }

  /** Formats the date once a second, as Node does. */
  dateAt(nowMs: number): string {
    const second = Math.floor(nowMs / 1000);
    if (second !== this.#second) [this.#second, this.#date] = [second, new Date(second * 1000).toUTCString()];
    return this.#date;
  }
}

type Sendable = Omit<Answer, 'outcome'>;

/** Writes answers, whole or faulty, to the connection of one response. */
export class ResponseWriter implements AnswerWriter {
  readonly #response: ServerResponse;
  readonly #common: CommonHeaders;
  readonly #requestId: string;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(response: ServerResponse, common: CommonHeaders, requestId: string, clock: Pick<Clock, 'now'>) {
    this.#response = response;
    this.#common = common;
    this.#requestId = requestId;
    this.#clock = clock;
  }

  send(answer: Sendable): void {
    this.#writeHead(answer);
    this.#response.end(answer.body);
  }

  sendThenClose(answer: Sendable): void {
    const { socket } = this.#response;
    this.#response.once('finish', () => socket?.destroy());
    this.send(answer);
  }

  truncate(answer: Sendable, bytes: number): void {
    this.#writeHead(answer);
    this.#response.write(answer.body.slice(0, bytes), () => this.close());
  }

  sendGzipped(answer: Sendable): void {
    const bytes = gzipSync(answer.body);
    const coded = { 'Content-Length': String(bytes.length), 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' };
    this.#writeHead({ ...answer, headers: { ...answer.headers, ...coded } });
    this.#response.end(bytes);
  }

  async writeSlowly(answer: Sendable, pause: () => Promise<boolean>): Promise<boolean> {
    this.#writeHead(answer);
    this.#response.flushHeaders();
    for (const byte of Buffer.from(answer.body)) {
      if (!(await pause())) return false;
      this.#response.write(Buffer.of(byte));
    }
    this.#response.end();
    return true;
  }

  writeRaw(bytes: string): void {
    this.#response.socket?.write(bytes);
    this.close();
  }

  close(): void {
    this.#response.socket?.destroySoon();
  }

  reset(): void {
    this.#response.socket?.resetAndDestroy();
  }

  #writeHead({ status, headers, body, row, hint }: Sendable): void {
    // Names and values in turn: Node writes such a list as it is, and an object would be taken apart first.
    const head: string[] = [];
    const withBody = hasBody(status);
    if (withBody) {
      const type = headers['Content-Type'] ?? ANSWER_CONTENT_TYPE;
      const length = headers['Content-Length'] ?? String(Buffer.byteLength(body));
      head.push('Content-Type', type, 'Content-Length', length);
    }
    head.push('Date', this.#common.dateAt(this.#clock.now()));
    for (const name in headers) if (!withBody || !PLACED.has(name)) head.push(name, headers[name] ?? '');
    this.#common.addMockHeaders(head, this.#requestId, row, hint);
    this.#response.sendDate = false;
    this.#response.writeHead(status, head);
  }
}

/** Headers that stand at the beginning of the head of an answer with a body. */
const PLACED: ReadonlySet<string> = new Set(['Content-Type', 'Content-Length']);

function hasBody(status: number): boolean {
  return status !== 204 && status !== 304;
}

/** A header takes visible ASCII only. */
function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 256);
}
