import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ask, createAndStart, formatted, pairsIn, portBindings } from './ask.js';
import { sourcesOf } from './image.js';

/** What is copied must be there; copying and running is for `test/deploy/image.ts`, which takes half a minute. */
export async function build(args: string[]): Promise<number> {
  const options = { file: { type: 'string' }, tag: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [context = ''] = positionals;
  const dockerfile = readFileSync(values.file ?? join(context, 'Dockerfile'), 'utf8');
  const missing = sourcesOf(dockerfile).filter((source) => !existsSync(join(context, source)));
  if (missing.length > 0) throw new Error(`not in the build context: ${missing.join(', ')}`);
  await ask('POST', `/build?t=${encodeURIComponent(values.tag ?? '')}`, dockerfile);
  return 0;
}

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: {
      detach: { type: 'boolean' },
      'read-only': { type: 'boolean' },
      name: { type: 'string' },
      publish: { type: 'string', multiple: true, default: [] },
      env: { type: 'string', multiple: true, default: [] },
      'env-file': { type: 'string' },
    },
    allowPositionals: true,
  });
  if (!values.detach) throw new Error('this stand-in runs nothing in front: --detach');
  const [image = '', ...command] = positionals;
  const file = values['env-file'];
  const id = await createAndStart(values.name, {
    Image: image,
    Env: [...(file === undefined ? [] : pairsIn(readFileSync(file, 'utf8'))), ...values.env.flatMap(pairOf)],
    ...(command.length > 0 && { Cmd: command }),
    HostConfig: { PortBindings: portBindings(values.publish), ReadonlyRootfs: values['read-only'] ?? false },
  });
  process.stdout.write(`${id}\n`);
  return 0;
}

/** A name without a value takes that of the caller, and nothing where the caller has none. */
function pairOf(pair: string): string[] {
  const value = process.env[pair];
  if (pair.includes('=')) return [pair];
  return value === undefined ? [] : [`${pair}=${value}`];
}

export async function exec([name = '', ...command]: string[]): Promise<number> {
  const ran = (await ask('POST', `/containers/${name}/exec`, JSON.stringify({ Cmd: command }))) as {
    readonly status: number;
    readonly output: string;
  };
  process.stdout.write(ran.output);
  return ran.status;
}

export async function inspect(args: string[]): Promise<number> {
  const options = { format: { type: 'string', default: '' } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const container = await ask('GET', `/containers/${positionals[0]}/json`);
  process.stdout.write(`${formatted(values.format, container)}\n`);
  return 0;
}

export async function remove(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: { force: { type: 'boolean' } }, allowPositionals: true });
  if (!values.force) throw new Error('a container that runs is removed with --force');
  for (const name of positionals) {
    await ask('DELETE', `/containers/${name}?force=1`);
    process.stdout.write(`${name}\n`);
  }
  return 0;
}
