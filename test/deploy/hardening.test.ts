import { startMock } from 'imshop-mock';
import { expect, test } from 'vitest';
import { instructions, last, manifests, NAMES, textOf, yamlOf } from './files.js';

interface Compose {
  readonly services: Readonly<
    Record<
      string,
      {
        readonly ports?: readonly string[];
        readonly environment?: Readonly<Record<string, string>>;
        readonly [key: string]: unknown;
      }
    >
  >;
}

const { services } = yamlOf<Compose>('compose.yaml');
const pods = manifests().flatMap(({ metadata, spec }) =>
  spec.template ? [{ name: metadata.name, ...spec.template.spec }] : [],
);

test('the image runs as a user who is not root, by number, and owns nothing', () => {
  expect(last('USER')).toMatch(/^[1-9]\d*:[1-9]\d*$/);
  expect(textOf('Dockerfile')).not.toMatch(/--chown|chmod/);
});

test('the image brings no development dependency, and lets no package run a script', () => {
  const installs = instructions().filter(({ rest }) => rest.includes('npm ci'));
  for (const { rest } of installs) expect(rest).toContain('--ignore-scripts');
  expect(installs.at(-1)?.rest).toContain('--omit=dev');
  const stages = instructions().filter(({ keyword }) => keyword === 'FROM');
  expect(stages.at(-1)?.rest).not.toMatch(/ AS /);
  const after = instructions().slice(instructions().findLastIndex(({ keyword }) => keyword === 'FROM'));
  expect(after.filter(({ keyword }) => keyword === 'RUN')).toEqual([]);
  for (const { rest } of after.filter(({ keyword }) => keyword === 'COPY')) expect(rest).toMatch(/^--from=production /);
});

test('no file holds a token: each names where it comes from', () => {
  for (const name of NAMES)
    expect(textOf(name), name).not.toMatch(/--admin-token[= ]\S|kind: Secret|:\/\/[^\s/]*:[^\s/]*@/);
  expect(services['mock']?.environment?.['IMSHOP_MOCK_ADMIN_TOKEN']).toMatch(/^\$\{IMSHOP_MOCK_ADMIN_TOKEN:\?.+\}$/);
  const [token] = pods.flatMap(({ containers }) => containers.flatMap(({ env = [] }) => env));
  expect(token).toEqual({
    name: 'IMSHOP_MOCK_ADMIN_TOKEN',
    valueFrom: { secretKeyRef: { name: 'imshop-mock', key: 'admin-token' } },
  });
  const created = /^# kubectl create secret generic (\S+) --from-literal=([\w-]+)=/m.exec(textOf('kubernetes.yaml'));
  expect(created?.slice(1)).toEqual(['imshop-mock', 'admin-token']);
});

test.each(Object.entries(services))('Compose gives %s as little as it needs, and bounds it', (_, service) => {
  expect(service).toMatchObject({
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    mem_limit: expect.stringMatching(/^\d+m$/),
    logging: { options: { 'max-size': expect.any(String), 'max-file': expect.any(String) } },
  });
  for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
});

test.each(pods)('Kubernetes gives $name as little as it needs, and bounds it', ({ containers, ...pod }) => {
  expect(pod).toMatchObject({
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: expect.any(Number), seccompProfile: { type: 'RuntimeDefault' } },
  });
  for (const container of containers)
    expect(container).toMatchObject({
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      },
      resources: { requests: { memory: expect.any(String) }, limits: { memory: expect.any(String) } },
      readinessProbe: expect.any(Object),
      livenessProbe: expect.any(Object),
    });
});

test('Kubernetes runs one mock, since each would have a limit and a journal', () => {
  expect(textOf('kubernetes.yaml').match(/^ {2}(replicas|strategy): .*$/gm)).toEqual([
    '  replicas: 1',
    '  strategy: { type: Recreate }',
  ]);
});

test('what is probed and scraped is there: health without the token, metrics with it', async () => {
  await using mock = await startMock({ adminToken: 'token-of-a-test' });
  const probed = new Set([...textOf('kubernetes.yaml').matchAll(/httpGet: \{ path: (\S+),/g)].map(([, path]) => path));
  expect(probed).toEqual(new Set(['/_mock/health']));
  for (const path of probed) expect((await fetch(mock.origin + path)).status).toBe(200);
  const [, scraped = ''] = /metrics_path: (\S+)/.exec(textOf('prometheus.yaml')) ?? [];
  expect((await fetch(mock.origin + scraped)).status).toBe(401);
  const headers = { authorization: 'Bearer token-of-a-test' };
  expect((await fetch(mock.origin + scraped, { headers })).status).toBe(200);
});
