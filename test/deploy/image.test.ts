import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ready } from '../mock-cli.js';
import { PUSH, post } from '../mock-server/post.js';
import { folderOfTest } from '../temp-folder.js';
import { IS_THOROUGH } from '../workspace/thorough.js';
import { last, words } from './files.js';
import { build, type Image } from './image.js';

// Installing and building takes half a minute, and goes wrong only where the build or a dependency changes: for the gate.
test.runIf(IS_THOROUGH)(
  'what the Dockerfile makes starts as its CMD says, is healthy, and holds nothing for development',
  async () => {
    const folder = folderOfTest();
    const image = build(folder);
    const app = join(image.root, '/app');
    expect(readdirSync(join(app, 'mock-server')).toSorted()).toEqual(['bin', 'bundle', 'dist', 'package.json']);
    const installed = readdirSync(join(app, 'node_modules'));
    expect(
      installed.filter((name) => ['typescript', 'vite', 'vitest', '@types', '@biomejs', 'imshop-push'].includes(name)),
    ).toEqual([]);
    expect(sizeOf(app)).toBeLessThan(40_000_000);

    // A port that is free, and the variables that the image sets, as `docker run --env` would change them.
    const env = { ...envOf(image), IMSHOP_MOCK_PORT: '0', IMSHOP_MOCK_JSON: 'true' };
    const [command = '', ...flags] = [...words(last('ENTRYPOINT')), ...words(last('CMD'))];
    const child = spawn(command, flags, { cwd: join(image.root, image.workdir), env });
    onTestFinished(() => void child.kill('SIGKILL'));
    const { port, pushUrl } = await ready(child);
    const [check = '', ...checkFlags] = words(last('HEALTHCHECK'));
    execFileSync(check, checkFlags, { env: { ...env, IMSHOP_MOCK_PORT: String(port) } });

    expect((await post(pushUrl, PUSH)).body).toBe('{"success":true}');
    // What is loaded late is there too: the control API, the page, the log and what writes the metrics.
    const { origin } = new URL(pushUrl);
    expect(await (await fetch(origin, { headers: { accept: 'text/html' } })).text()).toContain('<html');
    const headers = { authorization: 'Bearer token-of-a-test' };
    expect((await fetch(`${origin}/_mock/metrics`, { headers })).status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  },
  240_000,
);

/** The variables of the image, with paths into its folder, and the Node.js of this machine. */
function envOf({ env, root }: Image): Record<string, string> {
  const path = env['PATH']?.replaceAll(/(?<=^|:)\/app/g, join(root, 'app')).replace('$PATH', process.env['PATH'] ?? '');
  expect(path?.split(delimiter)[0]).toBe(join(root, 'app/node_modules/.bin'));
  return { ...env, PATH: path ?? '', IMSHOP_MOCK_ADMIN_TOKEN: 'token-of-a-test' };
}

function sizeOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
