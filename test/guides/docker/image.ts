import { type Instruction, instructions, words } from '../../deploy/files.js';

/** What an image tells an engine about the containers made of it. */
export interface Image {
  readonly env: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly healthcheck: readonly string[];
  readonly exposed: readonly string[];
}

/** Of the last stage of a Dockerfile, as the engine would note it. What `RUN` and `COPY` make is for `test/deploy/image.ts`. */
export function imageOf(dockerfile: string): Image {
  const all = instructions(dockerfile);
  const stage = all.slice(all.findLastIndex(({ keyword }) => keyword === 'FROM'));
  if (stage[0]?.keyword !== 'FROM') throw new Error('a Dockerfile without FROM');
  return {
    env: Object.fromEntries(restsOf(stage, 'ENV').flatMap(pairsOf)),
    entrypoint: words(restsOf(stage, 'ENTRYPOINT').at(-1) ?? ''),
    cmd: words(restsOf(stage, 'CMD').at(-1) ?? ''),
    healthcheck: words(restsOf(stage, 'HEALTHCHECK').at(-1) ?? ''),
    exposed: restsOf(stage, 'EXPOSE'),
  };
}

/** A build copies nothing but what is there. */
export function sourcesOf(dockerfile: string): readonly string[] {
  return restsOf(instructions(dockerfile), 'COPY')
    .filter((rest) => !rest.startsWith('--from='))
    .flatMap((rest) => rest.split(' ').slice(0, -1));
}

function restsOf(all: readonly Instruction[], wanted: string): string[] {
  return all.flatMap(({ keyword, rest }) => (keyword === wanted ? [rest] : []));
}

function pairsOf(rest: string): [string, string][] {
  return [...rest.matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]);
}
