import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { packAll, type Tarball } from '../packages/tarballs.js';
import { folderOfTests } from '../temp-folder.js';
import { onPath } from '../workspace/on-path.js';
import { ROOT } from '../workspace/root.js';
import { IS_THOROUGH } from '../workspace/thorough.js';
import { DEBIAN_MAVEN, debianMaven } from './debian-maven.js';
import { inPlaceOfDocker } from './docker/in-place-of-docker.js';
import { stepsOf } from './guide.js';
import { type Prepare, play } from './play.js';
import { withStandIns } from './stand-ins.js';

const FOLDER = 'mock-server/guides';

const packed = folderOfTests();
let tarballs: readonly Tarball[] = [];
beforeAll(() => {
  if (IS_THOROUGH) tarballs = packAll(packed);
});

interface Guide {
  readonly name: string;
  /** Programs, or paths of files, without which it cannot be played; a machine that lacks one skips it. */
  readonly needs?: readonly string[];
  /** Takes long: for the gate. */
  readonly thorough?: true;
  /** What its reader has beforehand. */
  readonly prepare?: Prepare;
  /** Blocks that nobody can run here, by the first word that names them, and why. */
  readonly unrun?: Readonly<Record<string, string>>;
}

const GUIDES: readonly Guide[] = [
  { name: '1c.md', needs: ['curl'], unrun: { bsl: '1C installs nowhere here; bsl.test.ts translates it' } },
  {
    name: 'ci.md',
    prepare: withStandIns({
      'send.js': '../senders/node/send.mjs',
      'send.php': '../senders/php/send.php',
      'pacts/push.json': '../../contracts/pacts/imshop-push-Imshop.json',
    }),
    unrun: { yaml: 'ci-jobs.test.ts does what its jobs say' },
  },
  {
    name: 'docker.md',
    needs: ['curl', 'openssl'],
    prepare: inPlaceOfDocker,
    thorough: true,
    unrun: { java: 'the Java library of Testcontainers comes from a registry of another kind' },
  },
  // Whether there is a C compiler makes no difference then.
  { name: 'go.md', needs: ['go'], thorough: true, prepare: () => ({ CGO_ENABLED: '0' }) },
  { name: 'java.md', needs: ['javac', 'mvn', ...DEBIAN_MAVEN], thorough: true, prepare: debianMaven },
  { name: 'node.md', thorough: true },
  { name: 'outages.md', needs: ['curl'] },
  {
    name: 'pacts.md',
    thorough: true,
    unrun: { php: 'pact-php comes from Packagist', python: 'pact-python comes from PyPI' },
  },
  {
    name: 'php.md',
    needs: ['php', 'phpunit'],
    thorough: true,
    unrun: { php: 'the handler, the agent and the setting need an installed 1C-Bitrix' },
    prepare: withStandIns({ 'www/bitrix/modules/main/include/prolog_before.php': 'bitrix/prolog_before.php' }),
  },
  { name: 'python.md', needs: ['pytest'], thorough: true },
  { name: 'scoring.md', needs: ['curl'] },
];

describe.each(GUIDES)('$name', ({ name, needs = [], thorough, prepare, unrun = {} }) => {
  const steps = stepsOf(join(FOLDER, name));

  test('has no block that is neither saved nor run nor an output, but those that cannot be', () => {
    const read = steps.flatMap((step) => (step.kind === 'read' ? [step.language] : []));
    expect([...new Set(read)].toSorted()).toEqual(Object.keys(unrun).toSorted());
  });

  test.runIf((thorough === undefined || IS_THOROUGH) && needs.every(isThere))(
    'does what it says',
    { timeout: 180_000 },
    () => play(steps, tarballs, prepare),
  );
});

test('every guide is played', () => {
  const english = readdirSync(join(ROOT, FOLDER)).filter((name) => !name.endsWith('.ru.md') && name !== 'README.md');
  expect(GUIDES.map(({ name }) => name).toSorted()).toEqual(english.toSorted());
});

function isThere(need: string): boolean {
  return need.startsWith('/') ? existsSync(need) : onPath(need);
}
