import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { MOCK_CLI } from '../mock-cli.js';
import { last, manifests, NAMES, textOf, words, yamlOf } from './files.js';
import { VERSION_OF_MOCK } from './version.js';

interface CommandLine {
  readonly file: string;
  readonly argv: readonly string[];
}

/** Every command line of the mock in the files. */
const COMMAND_LINES: readonly CommandLine[] = [
  ...NAMES.flatMap((file) =>
    // Behind the name stands a command; in a Dockerfile, a path or a name of something else does not.
    [...textOf(file).matchAll(/(?<!-- *)\bimshop-mock(?:@[\d.]+)? ([a-z]+(?: [^\n]*)?)$/gm)]
      .filter(([line]) => !line.includes('kubectl'))
      .map(([, rest = '']) => ({ file, argv: rest.replace(/ (?:2>.*|&)$/, '').split(' ') })),
  ),
  { file: 'Dockerfile', argv: words(last('CMD')) },
  { file: 'Dockerfile', argv: words(last('HEALTHCHECK')).slice(1) },
  ...manifests()
    .flatMap(({ spec }) => spec.template?.spec.containers ?? [])
    .filter(({ name }) => name === 'mock')
    .map(({ args = [] }) => ({ file: 'kubernetes.yaml', argv: args })),
];

/** What `--help` says, of each command once. */
const helps = new Map<string, string>();

function helpOf(command = ''): string {
  const argv = command === '' ? ['--help'] : [command, '--help'];
  const help = helps.get(command) ?? execFileSync(process.execPath, [MOCK_CLI, ...argv], { encoding: 'utf8' });
  helps.set(command, help);
  return help;
}

test('each kind of file has command lines of the mock', () => {
  const files = new Set(COMMAND_LINES.map(({ file }) => file));
  expect([...files].toSorted()).toEqual(['Dockerfile', 'github-actions.yml', 'gitlab-ci.yml', 'kubernetes.yaml']);
});

test.each(COMMAND_LINES)('$file: imshop-mock $argv', ({ argv: [command = '', ...rest] }) => {
  expect(helpOf()).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'));
  const help = helpOf(command);
  const end = rest.indexOf('--');
  const own = end < 0 ? rest : rest.slice(0, end);
  for (let at = 0; at < own.length; at += 1) {
    const [, argument] = new RegExp(`^ +${own[at]}( <\\w+>)? `, 'm').exec(help) ?? [];
    expect(help, own[at]).toMatch(new RegExp(`^ +${own[at]}\\b`, 'm'));
    if (argument !== undefined) at += 1;
  }
  // What takes a command gets one.
  expect(end >= 0 && end < rest.length - 1).toBe(
    /<command\.\.\.>|COMMAND\.\.\.|SENDER/.test(help.split('\n')[0] ?? ''),
  );
});

test('the image runs the command of the package, and its health check is one that exists', () => {
  expect(words(last('ENTRYPOINT'))).toEqual(['imshop-mock']);
  expect(words(last('HEALTHCHECK'))).toEqual(['imshop-mock', 'ready']);
});

test('every variable is one of a setting', () => {
  const help = helpOf('start');
  const names = new Set(NAMES.flatMap((file) => textOf(file).match(/\bIMSHOP_MOCK_[A-Z_]+/g) ?? []));
  expect(names.size).toBeGreaterThan(3);
  for (const name of names) {
    const flag = `--${name.replace('IMSHOP_MOCK_', '').toLowerCase().replaceAll('_', '-')}`;
    expect(help, name).toContain(`${flag} <`);
  }
});

test('every image and package is pinned, those of the mock to its version', () => {
  const pinned = NAMES.flatMap((file) => [...textOf(file).matchAll(/\bimshop-mock[@:](\d+\.[\w.]*)/g)]);
  expect(new Set(pinned.map(([, version]) => version))).toEqual(new Set([VERSION_OF_MOCK]));
  expect(last('LABEL')).toContain(`org.opencontainers.image.version="${VERSION_OF_MOCK}"`);
  const images = [
    /^ARG BASE=(\S+)$/m.exec(textOf('Dockerfile'))?.[1],
    ...Object.values(yamlOf<{ services: Record<string, { image: string }> }>('compose.yaml').services).map(
      ({ image }) => image,
    ),
    ...manifests().flatMap(({ spec }) => spec.template?.spec.containers.map(({ image }) => image) ?? []),
    yamlOf<{ default: { image: string } }>('gitlab-ci.yml').default.image,
  ];
  for (const image of images) expect(image).toMatch(/^[\w./-]+:\d[\w.-]+$/);
});
