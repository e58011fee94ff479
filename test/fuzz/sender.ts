import { setImmediate } from 'node:timers/promises';
import { headerOf, type RawResponse } from '../wire/raw-response.js';
import { RawSocket } from '../wire/raw-socket.js';
import { answersIn, faultOf, statusOf } from './answers.js';
import { bytesOf, type FuzzCase } from './fuzz-case.js';

/** What became of a case. */
export interface Performed {
  readonly statuses: readonly number[];
  /** What must not be; `undefined` for nothing. */
  readonly fault?: string | undefined;
}

const LEFT: Performed = { statuses: [] };
const HANGS = 'a hang';

/** Sends one case after another; those that keep their connection share it. */
export class Sender {
  readonly #origin: string;
  readonly #deadlineMs: number;
  #kept: RawSocket | undefined;

  /** @param deadlineMs How long a connection may go without being answered or closed. */
  constructor(origin: string, deadlineMs: number) {
    this.#origin = origin;
    this.#deadlineMs = deadlineMs;
  }

  /** @throws where the mock takes no connection. */
  perform(fuzzCase: FuzzCase): Promise<Performed> {
    return fuzzCase.ending === 'keep' ? this.#onKept(fuzzCase) : this.#onOwn(fuzzCase);
  }

  [Symbol.dispose](): void {
    this.#kept?.[Symbol.dispose]();
    this.#kept = undefined;
  }

  async #onKept(fuzzCase: FuzzCase): Promise<Performed> {
    const isUsed = this.#kept !== undefined;
    this.#kept ??= await RawSocket.open(this.#origin);
    const socket = this.#kept;
    // It may have come since, too: then the next case on this connection tells.
    if (socket.unread > 0) return this.#moreThanAsked();
    socket.send(bytesOf(fuzzCase));
    const answers = await this.#within(finalAnswer(socket, fuzzCase.method ?? 'POST'), socket);
    const last = answers?.at(-1);
    if (!last || headerOf(last, 'connection') === 'close') this[Symbol.dispose]();
    if (answers === undefined) return { statuses: [], fault: HANGS };
    // A connection that nobody used for a while may be closed at any moment.
    if (!last) return isUsed ? this.#onKept(fuzzCase) : { statuses: [], fault: 'closed without an answer' };
    return { statuses: answers.map(statusOf), fault: answers.map(faultOf).find((fault) => fault !== undefined) };
  }

  #moreThanAsked(): Performed {
    this[Symbol.dispose]();
    return { statuses: [], fault: 'the request before this one was answered twice' };
  }

  async #onOwn(fuzzCase: FuzzCase): Promise<Performed> {
    using socket = await RawSocket.open(this.#origin);
    const { parts, ending, statuses } = fuzzCase;
    for (const [index, part] of parts.entries()) {
      if (index > 0) await setImmediate();
      socket.send(part);
    }
    if (ending === 'reset') {
      await setImmediate();
      socket.abort();
      return LEFT;
    }
    if (ending === 'half-close') socket.halfClose();
    const ended = await this.#within(socket.ended(), socket);
    if (!ended) return { statuses: [], fault: HANGS };
    const bytes = Buffer.from(ended.rest, 'latin1');
    const received = methodsOf(fuzzCase).map((methods) => answersIn(bytes, methods));
    const { answers, fault } = received.find((each) => each.fault === undefined) ?? received[0] ?? { answers: [] };
    const got = answers.map(statusOf);
    return { statuses: got, fault: fault ?? differenceOf(statuses, got) };
  }

  /** What is awaited, or nothing where it takes too long; then the connection is given up. */
  async #within<T>(awaited: Promise<T>, socket: RawSocket): Promise<T | undefined> {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      socket[Symbol.dispose]();
    }, this.#deadlineMs);
    const value = await awaited;
    clearTimeout(timer);
    return isLate ? undefined : value;
  }
}

/** An answer with the interim ones before it; none where the other side let go before. */
async function finalAnswer(socket: RawSocket, method: string): Promise<RawResponse[]> {
  const answers: RawResponse[] = [];
  for (;;) {
    const [answer] = await socket.responses(1, method);
    if (!answer) return [];
    answers.push(answer);
    if (statusOf(answer) >= 200) return answers;
  }
}

/** What the methods of the requests may have been: nobody knows what changed bytes come to. */
function methodsOf(fuzzCase: FuzzCase): readonly (readonly string[])[] {
  const others = bytesOf(fuzzCase).includes('HEAD') ? [['HEAD'], ['HEAD', 'POST'], ['POST', 'HEAD']] : [];
  return [['POST'], ...others];
}

function differenceOf(expected: readonly number[] | undefined, got: readonly number[]): string | undefined {
  const isSame = expected === undefined || expected.join() === got.join();
  return isSame ? undefined : `answers ${got.join()} where ${expected.join()} belong`;
}
