import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { ANSWER_CONTENT_TYPE } from 'imshop-contracts';
import { type Answer, NO_HEADERS } from '../answers/answer.js';
import type { Clock } from '../base/clock.js';
import { lastKept } from '../base/last-kept.js';
import type { ResponseWriter } from '../faults/fault-handler.js';
import type { FidelityTable } from '../fidelity/table.js';

/** What all answers of a mock carry beside their own headers. */
export class Stamp {
  /** Whether the X-Mock headers are left out. */
  readonly plain: boolean;
  readonly fidelity: FidelityTable;
  readonly dateOf = lastKept((second: number) => new Date(second * 1000).toUTCString());
  readonly hintOf = lastKept(headerText);

  constructor(plain: boolean, fidelity: FidelityTable) {
    this.plain = plain;
    this.fidelity = fidelity;
  }
}

type Sendable = Omit<Answer, 'outcome'>;

/** Writes answers, whole or spoilt, to the connection of one response. */
export class ResponseWire implements ResponseWriter {
  readonly #response: ServerResponse;
  readonly #stamp: Stamp;
  readonly #requestId: string;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(response: ServerResponse, stamp: Stamp, requestId: string, clock: Pick<Clock, 'now'>) {
    this.#response = response;
    this.#stamp = stamp;
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
    const { plain, fidelity, dateOf, hintOf } = this.#stamp;
    const now = dateOf(Math.floor(this.#clock.now() / 1000));
    const described: Record<string, string | number> =
      status === 204 || status === 304
        ? { Date: now }
        : { 'Content-Type': ANSWER_CONTENT_TYPE, 'Content-Length': Buffer.byteLength(body), Date: now };
    const head = headers === NO_HEADERS ? described : Object.assign(described, headers);
    if (!plain) {
      head['X-Mock-Standing'] = fidelity.standingOf(row);
      head['X-Mock-Request-Id'] = this.#requestId;
      if (hint !== undefined) head['X-Mock-Hint'] = hintOf(hint);
    }
    this.#response.sendDate = false;
    this.#response.writeHead(status, head);
  }
}

/** A header takes visible ASCII only. */
function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 256);
}
