import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { ROOT } from '../workspace/root.js';

export const FOLDER = join(ROOT, 'mock-server/deploy');

/** Every file to deploy with. */
export const NAMES: readonly string[] = readdirSync(FOLDER).toSorted();

export function textOf(name: string): string {
  return readFileSync(join(FOLDER, name), 'utf8');
}

/** A YAML file of one document, with its `<<` resolved. */
export function yamlOf<T>(name: string): T {
  return parse(textOf(name), { merge: true }) as T;
}

/** What a file of many documents deploys, as much of it as the tests read. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly template?: { readonly spec: PodSpec } };
}

interface PodSpec {
  readonly automountServiceAccountToken?: boolean;
  readonly securityContext: object;
  readonly containers: readonly Container[];
}

interface Container {
  readonly name: string;
  readonly image: string;
  readonly args?: readonly string[];
  readonly securityContext: object;
  readonly resources: { readonly limits?: object; readonly requests?: object };
  readonly env?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: object }[];
}

export function manifests(): readonly Manifest[] {
  return parseAllDocuments(textOf('kubernetes.yaml')).map((document) => document.toJSON() as Manifest);
}

/** One instruction of the Dockerfile. */
export interface Instruction {
  readonly keyword: string;
  /** What stands behind the keyword, in one line. */
  readonly rest: string;
}

/** The instructions of the Dockerfile, in order, without comments. */
export function instructions(dockerfile = textOf('Dockerfile')): readonly Instruction[] {
  const text = dockerfile.replace(/^\s*#.*\n/gm, '').replace(/\\\n\s*/g, '');
  return [...text.matchAll(/^([A-Z]+) (.+)$/gm)].map(([, keyword = '', rest = '']) => ({ keyword, rest }));
}

/** The last instruction of a kind, which is the one that holds. */
export function last(keyword: string): string {
  return instructions().findLast((instruction) => instruction.keyword === keyword)?.rest ?? '';
}

/** The words of a command in the form of a JSON array. */
export function words(json: string): readonly string[] {
  return JSON.parse(/\[.*\]/.exec(json)?.[0] ?? '[]') as string[];
}
