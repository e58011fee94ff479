import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateWorkflow } from '@action-validator/core';
import { validate } from 'dockerfile-utils';
import { expect, test } from 'vitest';
import { folderOfTest } from '../temp-folder.js';
import { ROOT } from '../workspace/root.js';
import { FOLDER, type Manifest, manifests, textOf, yamlOf } from './files.js';

test('the Dockerfile has no fault that a linter knows', () => {
  expect(validate(textOf('Dockerfile'))).toEqual([]);
});

test('the Compose file is what its schema allows', () => {
  // Only errors; the rest is how its makers like files to look.
  const lint = (file: string) => spawnSync(join(ROOT, 'node_modules/.bin/dclint'), ['--quiet', file]).status;
  expect(lint(join(FOLDER, 'compose.yaml'))).toBe(0);
  const wrong = join(folderOfTest(), 'compose.yaml');
  writeFileSync(wrong, textOf('compose.yaml').replace('read_only: true', 'read_onli: true'));
  expect(lint(wrong)).toBe(1);
});

test('the workflow of GitHub is what its schema allows', () => {
  expect(validateWorkflow(textOf('github-actions.yml'))).toMatchObject({ errors: [] });
  expect(validateWorkflow('on: push\njobs: { a: { runs-on: x, steps: [{ rum: ls }] } }').errors).not.toEqual([]);
});

/** Where the types of Kubernetes have a version of its API. */
const MODULES: Readonly<Record<string, string>> = {
  v1: 'core/v1',
  'apps/v1': 'apps/v1',
};

test('the manifests of Kubernetes have the keys and types of its API, and no others', () => {
  expect(faultsOf(manifests())).toBe('');
  const wrong = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a', nam: 'b' }, spec: {} };
  expect(faultsOf([wrong])).toContain(`'"nam"' does not exist`);
});

/** The compiler knows what no JSON schema of Kubernetes says: that a key is one too many. */
function faultsOf(all: readonly Manifest[]): string {
  const folder = mkdtempSync(join(ROOT, 'test/.built/manifests-'));
  const lines = all.map(
    (manifest, index) =>
      `export const m${index}: import('kubernetes-types/${MODULES[manifest.apiVersion]}.js').${manifest.kind} = ${JSON.stringify(manifest)};\n`,
  );
  const file = join(folder, 'manifests.ts');
  writeFileSync(file, lines.join(''));
  const flags = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--types', '', '--ignoreConfig'];
  const tsc = join(ROOT, 'node_modules/.bin/tsc');
  const { stdout } = spawnSync(tsc, [...flags, file], { encoding: 'utf8', cwd: folder });
  rmSync(folder, { recursive: true });
  return stdout;
}

/** What a job of GitLab may have, of what its documentation lists; the schema of GitLab lets any key pass. */
const JOB_KEYS = ['stage', 'image', 'services', 'variables', 'script', 'artifacts', 'rules', 'timeout'];

test('the jobs of GitLab have keys that GitLab knows, a script and a stage that is there', () => {
  const { stages, default: shared, ...jobs } = yamlOf<Readonly<Record<string, object>>>('gitlab-ci.yml');
  expect(Object.keys(shared ?? {})).toEqual(['image', 'interruptible', 'timeout']);
  for (const [name, job] of Object.entries(jobs)) {
    expect(
      Object.keys(job).filter((key) => !JOB_KEYS.includes(key)),
      name,
    ).toEqual([]);
    expect(job, name).toMatchObject({ script: expect.arrayContaining([expect.any(String)]) });
    expect(stages, name).toContain(Reflect.get(job, 'stage'));
  }
});

test('Prometheus is told an address, a path and where the token is, and alerts on metrics that exist', () => {
  expect(yamlOf('prometheus.yaml')).toEqual({
    scrape_configs: [
      {
        job_name: 'imshop-mock',
        metrics_path: '/_mock/metrics',
        scrape_interval: '15s',
        authorization: { type: 'Bearer', credentials_file: expect.stringMatching(/^\//) },
        static_configs: [{ targets: ['imshop-mock:80'] }],
      },
    ],
  });
  const rules = textOf('prometheus-rules.yaml');
  const table = textOf('../README.md');
  const named = [...rules.matchAll(/imshop_mock_\w+(?=\{(\w+))/g)].map(([name, label]) => `| \`${name}{${label}}\``);
  expect(named).toHaveLength(3);
  for (const row of named) expect(table).toContain(row);
});
