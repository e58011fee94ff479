import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { onPath } from '../../workspace/on-path.js';
import { ROOT } from '../../workspace/root.js';
import { stepsOf } from '../guide.js';

const program = join(ROOT, 'test/.built/guides/docker/docker.js');

test.each([
  ['pull imshop-mock', 'knows no docker pull'],
  ['run --detach --privileged imshop-mock', "Unknown option '--privileged'"],
  ['run imshop-mock', 'runs nothing in front'],
  ['run --detach --publish 8080 imshop-mock', '--publish 8080'],
  ['build --squash .', "Unknown option '--squash'"],
  ['compose up --detach', 'up --detach --wait alone'],
  ['compose restart', 'knows no docker compose'],
])('docker %s is refused rather than taken for something else', (line, reason) => {
  const { status, stderr } = spawnSync(process.execPath, [program, ...line.split(' ')], {
    cwd: join(ROOT, 'mock-server/deploy'),
    env: { ...process.env, IMSHOP_MOCK_ADMIN_TOKEN: 'token-of-a-test' },
    encoding: 'utf8',
  });
  expect(stderr).toContain(reason);
  expect(status).toBe(125);
});

/** The commands of the guide with their flags, each once: what is not there in Docker itself nobody can run. */
const lines = stepsOf('mock-server/guides/docker.md')
  .flatMap((step) => (step.kind === 'run' ? step.command.replaceAll('\\\n', '').split('\n') : []))
  .flatMap((line) => /^docker (?!compose)(\w+) (.*)$/.exec(line)?.slice(1) ?? []);

test.runIf(onPath('docker'))('the flags of the guide are flags of Docker, where its program is', () => {
  expect(lines.length).toBeGreaterThan(6);
  for (let at = 0; at < lines.length; at += 2) {
    const [command = '', rest = ''] = lines.slice(at);
    const help = spawnSync('docker', [command, '--help'], { encoding: 'utf8' }).stdout;
    // What stands behind the name of the container is for the command in it.
    const own = command === 'exec' ? '' : rest;
    for (const flag of own.match(/--[a-z-]+/g) ?? [])
      expect(help, `docker ${command}`).toMatch(new RegExp(`${flag}\\b`));
  }
});
