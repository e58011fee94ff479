import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { ask, createAndStart, formatted, pairsIn, portBindings } from './ask.js';
import { build } from './commands.js';

interface Project {
  readonly name: string;
  readonly services: Readonly<Record<string, Service>>;
}

interface Service {
  readonly image: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly profiles?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly ports?: readonly string[];
  readonly read_only?: boolean;
}

interface Listed {
  readonly Id: string;
  readonly Labels: Readonly<Record<string, string>>;
}

const LABEL = 'com.docker.compose';

/** Of `docker compose`: `up --detach --wait`, `ps` and `down`, of the services without a profile. */
export async function compose(args: string[]): Promise<number> {
  const at = args.findIndex((word) => ['up', 'ps', 'down'].includes(word));
  if (at < 0) throw new Error(`this stand-in knows no docker compose ${args.at(-1)}`);
  const options = { file: { type: 'string', default: 'compose.yaml' }, 'env-file': { type: 'string' } } as const;
  const { file, 'env-file': envFile } = parseArgs({ args: args.slice(0, at), options }).values;
  const given = envFile === undefined ? [] : pairsIn(readFileSync(envFile, 'utf8'));
  const variables = { ...Object.fromEntries(given.map((pair) => pair.split(/=(.*)/s))), ...process.env };
  const text = interpolated(readFileSync(file, 'utf8').replace(/^\s*#.*$/gm, ''), variables);
  const project = parse(text, { merge: true }) as Project;
  const rest = args.slice(at + 1);
  if (args[at] === 'up') await up(project, dirname(file), rest);
  if (args[at] === 'ps') await ps(project, rest);
  if (args[at] === 'down') for (const { Id } of await ofProject(project)) await ask('DELETE', `/containers/${Id}`);
  return 0;
}

async function up(project: Project, folder: string, args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { detach: { type: 'boolean' }, wait: { type: 'boolean' } } });
  if (!values.detach || !values.wait) throw new Error('this stand-in knows compose up --detach --wait alone');
  for (const [name, service] of Object.entries(project.services)) {
    if (service.profiles) continue;
    if (service.build) await built(service.build, service.image, folder);
    const id = await createAndStart(`${project.name}-${name}-1`, {
      Image: service.image,
      Env: Object.entries(service.environment ?? {}).map(([key, value]) => `${key}=${value}`),
      Labels: { [`${LABEL}.project`]: project.name, [`${LABEL}.service`]: name },
      HostConfig: { PortBindings: portBindings(service.ports ?? []), ReadonlyRootfs: service.read_only ?? false },
    });
    while ((await healthOf(id)) === 'starting') await sleep(100);
  }
}

/** An image that is there already is not built again. */
async function built({ context, dockerfile }: { context: string; dockerfile: string }, tag: string, folder: string) {
  const isThere = await ask('GET', `/images/${encodeURIComponent(tag)}/json`).then(
    () => true,
    () => false,
  );
  const root = join(folder, context);
  if (!isThere) await build(['--file', join(root, dockerfile), '--tag', tag, root]);
}

async function ps(project: Project, args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { format: { type: 'string', default: '' } } });
  for (const { Id, Labels } of await ofProject(project)) {
    const row = { Service: Labels[`${LABEL}.service`], Health: await healthOf(Id) };
    process.stdout.write(`${formatted(values.format, row)}\n`);
  }
}

async function ofProject({ name }: Project): Promise<readonly Listed[]> {
  const all = (await ask('GET', '/containers/json')) as readonly Listed[];
  return all.filter(({ Labels }) => Labels[`${LABEL}.project`] === name);
}

async function healthOf(id: string): Promise<string> {
  const { State } = (await ask('GET', `/containers/${id}/json`)) as { State: { Health: { Status: string } } };
  return State.Health.Status;
}

/** `${NAME:?what is wrong}` and `${NAME:-default}`. */
function interpolated(text: string, variables: Readonly<Record<string, string | undefined>>): string {
  return text.replace(/\$\{(\w+):([?-])([^}]*)\}/g, (_, name: string, sign: string, rest: string) => {
    const value = variables[name] || undefined;
    if (value === undefined && sign === '?') throw new Error(`required variable ${name} is missing a value: ${rest}`);
    return value ?? rest;
  });
}
