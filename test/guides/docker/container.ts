import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { freePort } from '../../free-port.js';
import { ROOT } from '../../workspace/root.js';
import type { Image } from './image.js';

/** What somebody asks for who creates a container, in the words of Docker's API. */
export interface Wanted {
  readonly Image: string;
  readonly Env?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly Labels?: Readonly<Record<string, string>>;
  readonly HostConfig?: {
    readonly PortBindings?: Readonly<
      Record<string, readonly { readonly HostIp?: string; readonly HostPort?: string }[]>
    >;
    readonly ReadonlyRootfs?: boolean;
  };
}

export interface Ran {
  readonly status: number;
  readonly output: string;
}

/** Where the mock is told what to listen on. */
const PORT = 'IMSHOP_MOCK_PORT';

/**
 * A container as a process of this machine, with the variables of its image and no others. It has no network of its own: where the mock
 * would listen on the port that is published, it listens on what it is published as; where it would on another, on one that nobody knows.
 */
export class Container {
  readonly id: string;
  readonly name: string;
  readonly wanted: Wanted;
  readonly createdAt = new Date().toISOString();
  readonly #image: Image;
  #env: Record<string, string> = {};
  #ports: Record<string, string> = {};
  #process: ChildProcess | undefined;
  #logs = '';

  constructor(id: string, name: string, image: Image, wanted: Wanted) {
    this.id = id;
    this.name = name;
    this.wanted = wanted;
    this.#image = image;
  }

  get isRunning(): boolean {
    return this.#process !== undefined && this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** By port of the container, the port of this machine. */
  get ports(): Readonly<Record<string, string>> {
    return this.#ports;
  }

  get logs(): string {
    return this.#logs;
  }

  async start(): Promise<void> {
    for (const [inside, [binding]] of Object.entries(this.wanted.HostConfig?.PortBindings ?? {})) {
      this.#ports[inside] = Number(binding?.HostPort) > 0 ? String(binding?.HostPort) : String(await freePort());
    }
    const env = { ...this.#image.env, ...pairsOf(this.wanted.Env ?? []) };
    const path = env['PATH']?.replace('/app', ROOT).replace('$PATH', process.env['PATH'] ?? '');
    const port = this.#ports[`${env[PORT]}/tcp`] ?? String(await freePort());
    this.#env = { ...env, PATH: path ?? '', [PORT]: port };
    const [command = '', ...args] = [...this.#image.entrypoint, ...(this.wanted.Cmd ?? this.#image.cmd)];
    this.#process = spawn(command, args, { cwd: join(ROOT, 'mock-server'), env: this.#env });
    for (const stream of [this.#process.stdout, this.#process.stderr])
      stream?.on('data', (lines) => {
        this.#logs += String(lines);
      });
    await once(this.#process, 'spawn');
  }

  /** As `docker exec` does, with the variables of the container. */
  async run([command = '', ...args]: readonly string[]): Promise<Ran> {
    if (!this.isRunning) return { status: 1, output: `container ${this.name} is not running\n` };
    const child = spawn(command, args, { env: this.#env, stdio: ['ignore', 'pipe', 'pipe'] });
    const [out, err, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    return { status, output: out + err };
  }

  /** The health check is run when it is asked for, not every so many seconds. */
  async health(): Promise<'healthy' | 'starting' | 'unhealthy'> {
    if (!this.isRunning) return 'unhealthy';
    return (await this.run(this.#image.healthcheck)).status === 0 ? 'healthy' : 'starting';
  }

  async stop(): Promise<void> {
    if (!this.#process || !this.isRunning) return;
    const exited = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await exited;
  }
}

function pairsOf(list: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    list.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const),
  );
}
