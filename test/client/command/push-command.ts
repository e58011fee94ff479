import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Integration, type Mock, startMock } from 'imshop-mock';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { type Launched, launchCommand } from '../../mock-server/command/launch.js';
import { folderOfTest } from '../../temp-folder.js';

const CLI = fileURLToPath(import.meta.resolve('imshop-push/package.json')).replace('package.json', 'dist/cli.js');

/** The texts of a push that many tests send. */
export const TEXTS = ['--title', 'Заказ готов', '--summary', 'Ждём вас до пятницы'];

/** A mock, a folder and the command, new for each test. */
export interface Stage {
  readonly mock: Mock;
  readonly shop: Integration;
  readonly folder: string;
  /** Writes a file into the folder, and returns its path. */
  file(name: string, content: string | Uint8Array): Promise<string>;
  /** Resolves when the first request has arrived, answered or not. */
  firstRequest(): Promise<void>;
  launch(args: readonly string[], env?: NodeJS.ProcessEnv): Launched;
  run(args: readonly string[], env?: NodeJS.ProcessEnv): Launched['exit'];
}

/** The limit of these mocks, a hundred times the vendor's. */
const LIMIT = { requests: 10, windowMs: 600 };

export function stage(): Stage {
  // Some tests start five processes, one after the other, on a busy machine.
  vi.setConfig({ testTimeout: 30_000 });
  let mock: Mock;
  let folder: string;
  beforeEach(async () => {
    folder = folderOfTest();
    mock = await startMock({ rateLimit: LIMIT });
  });
  afterEach(() => mock.close());
  const launch: Stage['launch'] = (args, env = {}) =>
    launchCommand(CLI, args, {
      IMSHOP_PUSH_URL: mock.url('shop'),
      IMSHOP_RATE_LIMIT_REQUESTS: String(LIMIT.requests),
      IMSHOP_RATE_LIMIT_WINDOW_MS: String(LIMIT.windowMs),
      IMSHOP_RATE_LIMIT_STORE: join(folder, 'pace'),
      ...env,
    });
  return {
    get mock() {
      return mock;
    },
    get shop() {
      return mock.integration('shop');
    },
    get folder() {
      return folder;
    },
    async file(name, content) {
      await writeFile(join(folder, name), content);
      return join(folder, name);
    },
    firstRequest: () =>
      expect.poll(async () => (await mock.integration('shop').requests()).requests.length, { timeout: 20_000 }).toBe(1),
    launch,
    run: (args, env) => launch(args, env).exit,
  };
}

/** `count` ids, one a line. */
export function idLines(count: number): string {
  return Array.from({ length: count }, (_, index) => `${79_000_000_000 + index}\n`).join('');
}
