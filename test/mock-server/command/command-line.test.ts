import { describe, expect, test } from 'vitest';
import { launch } from './launch.js';

const COMMANDS = ['start', 'exec', 'check', 'mutants', 'ready', 'verify', 'probe'];

async function helpOf(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await launch(args).exit;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

describe('help', () => {
  test.each([['--help'], ['-h'], ['help']])('%s lists every command', async (flag) => {
    const help = await helpOf(flag);
    for (const command of COMMANDS) expect(help).toMatch(new RegExp(`^ {2}${command} +\\w`, 'm'));
  });

  test.each(COMMANDS)('of %s comes first however it is asked for, and fits a terminal', async (command) => {
    const help = await helpOf(command, '--help');
    expect(help).toMatch(new RegExp(`^Usage: imshop-mock ${command} \\[options\\]`));
    expect(help).toMatch(/^ {2}-h, --help/m);
    expect(await helpOf(command, '-h')).toBe(help);
    expect(await helpOf('help', command)).toBe(help);
    const [, options = ''] = help.split('Options:\n');
    for (const line of options.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('of start is that of the flags alone', async () => {
    expect(await helpOf('--port', '1', '--help')).toBe(await helpOf('start', '--help'));
  });
});

describe('a flag of a command', () => {
  test('may be repeated or hold several where it is a list', async () => {
    const args = ['check', '--only', 'tea,coffee', '--only=success-false', '--', 'true'];
    const { code, stderr } = await launch(args).exit;
    expect(code).toBe(64);
    expect(stderr).toMatch(/not "tea"\n.*not "coffee"\n$/);
  });

  test.each([
    ['check', '--rate-limt=s3cret'],
    ['verify', '--tokn=s3cret'],
    ['probe', '--url', 's3cret://x'],
    ['ready', '--json=s3cret'],
    ['start', 's3cret'],
  ])('%s %s: no error repeats what may be a secret', async (...args) => {
    const { code, stdout, stderr } = await launch(args).exit;
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toMatch(/^imshop-mock: /);
    expect(stderr).not.toContain('s3cret');
  });

  test('may stand behind what a command takes', async () => {
    const { code, stdout } = await launch(['verify', 'nowhere.json', '--help']).exit;
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('verify [options] PACT...') });
  });
});
