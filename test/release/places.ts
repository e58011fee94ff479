import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['mock-server/deploy', 'mock-server/guides'];
const MANIFESTS = ['contracts', 'client', 'mock-server', 'test'].map((folder) => `${folder}/package.json`);
const TEXTS = ['README.md', 'README.ru.md', 'contracts/README.md', 'client/README.md', 'mock-server/README.md'];

const VERSION = String.raw`\d+\.\d+\.\d+`;

/** The version of a package, and of one of ours that it needs. */
const IN_MANIFESTS = new RegExp(`(?<=^ +"(?:version|imshop-[a-z]+)": ")${VERSION}(?=")`, 'gm');

/** Packages and images with their version, and the label of the image. */
const IN_TEXTS = new RegExp(
  String.raw`(?<=\bimshop-(?:mock|push|contracts)[@:]|\borg\.opencontainers\.image\.version=")${VERSION}\b`,
  'g',
);

/** A file that says the version, as it is. */
export interface Place {
  /** From the top of the checkout. */
  readonly path: string;
  readonly text: string;
}

/** Every file that may say the version but the changelog and the lockfile, which npm writes. */
export function places(root: string): readonly Place[] {
  const inFolders = FOLDERS.flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`));
  return [...MANIFESTS, ...TEXTS, ...inFolders].map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** The versions that a file says, each time it says one. */
export function versionsIn({ path, text }: Place): readonly string[] {
  return text.match(patternOf(path)) ?? [];
}

/** The file as it is to be at a version. */
export function at(version: string, { path, text }: Place): string {
  return text.replaceAll(patternOf(path), version);
}

function patternOf(path: string): RegExp {
  return path.endsWith('package.json') ? IN_MANIFESTS : IN_TEXTS;
}
