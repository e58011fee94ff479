import { freePort } from '../../free-port.js';
import type { LoadResult } from '../measuring/load/job.js';
import { requestText } from '../measuring/load/job.js';
import type { LoadProcess } from '../measuring/load/load-process.js';
import { ServerProcess } from '../measuring/server-process.js';
import { CASES, type Case, type CaseName, GOOD, requestsOf } from './cases.js';
import type { Contender } from './contenders/contender.js';
import type { Options } from './options.js';

/** A contender that is installed. */
export interface Installed {
  readonly contender: Contender;
  readonly folder: string;
}

export interface Memory {
  readonly afterStartMb: number;
  readonly afterLoadMb: number;
  /** How many requests it answered in the time that it was given. */
  readonly requests: number;
}

/** Measures one contender, each time in a new process. */
export class Meter {
  readonly #load: LoadProcess;
  readonly #options: Options;
  readonly #isPinned: boolean;

  constructor(load: LoadProcess, options: Options, isPinned: boolean) {
    this.#load = load;
    this.#options = options;
    this.#isPinned = isPinned;
  }

  /** From the start of the process to its first answer. */
  async startMs(one: Installed): Promise<number> {
    await using server = await this.#start(one, CASES['1-id']).then(({ server }) => server);
    return server.startMs;
  }

  async throughput(one: Installed, name: CaseName): Promise<LoadResult> {
    const { connections, roundMs, warmUpMs } = this.#options;
    const { server, port } = await this.#start(one, CASES[name]);
    await using _ = server;
    const { status } = CASES[name];
    const requestsFrom = (first: number) => requestsOf(CASES[name], one.contender.path, first);
    const job = { port, status, connections };
    const warmUp = await this.#load.run({ ...job, requests: requestsFrom(0), forMs: warmUpMs });
    return await this.#load.run({ ...job, requests: requestsFrom(warmUp.answered), forMs: roundMs });
  }

  async memory(one: Installed): Promise<Memory> {
    const { connections, memoryRequests: most, memoryMs: forMs } = this.#options;
    const { server, port } = await this.#start(one, CASES['1-id']);
    await using _ = server;
    const afterStartMb = server.residentMb;
    const requests = requestsOf(CASES['1-id'], one.contender.path);
    const { answered } = await this.#load.run({ port, status: 200, connections, requests, most, forMs });
    return { afterStartMb, afterLoadMb: server.residentMb, requests: answered };
  }

  async #start({ contender, folder }: Installed, { limited }: Case): Promise<{ server: ServerProcess; port: number }> {
    const port = await freePort();
    const args = contender.args({ port, sparePort: await freePort(), folder, limited });
    const request = requestText(contender.path, GOOD);
    return { server: await ServerProcess.start({ args, port, request, isPinned: this.#isPinned }), port };
  }
}
