import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { textOf } from '../deploy/files.js';
import { VERSION_OF_MOCK } from '../deploy/version.js';
import { freePort } from '../free-port.js';
import { blocksOf } from '../journeys/blocks.js';
import { ordinaryEnv, Terminal } from '../journeys/terminal.js';
import { folderOfTest } from '../temp-folder.js';
import { onPath } from '../workspace/on-path.js';
import { Engine } from './docker/engine.js';
import { stepsOf } from './guide.js';
import { doGithub, doGitlab, type GithubJob, type GitlabJob } from './jobs.js';
import { linkPackages } from './link-packages.js';
import { save } from './play.js';
import { putInPlace } from './stand-ins.js';

const GUIDE = 'mock-server/guides/ci.md';
const TOKEN = 'token-of-a-test';

const parts = blocksOf([GUIDE]).filter(({ language }) => language === 'yaml');

test.each(parts)('a block is a part of a file to deploy with, as it stands there: $code', ({ code }) => {
  const files = ['github-actions.yml', 'gitlab-ci.yml'].map((name) => `\n${textOf(name)}`);
  expect(files.filter((file) => file.includes(`\n${code}`))).toHaveLength(1);
});

test('the guide shows parts of both files', () => {
  expect(parts.filter(({ code }) => code.includes('script:'))).toHaveLength(1);
  expect(parts.filter(({ code }) => code.includes('steps:'))).toHaveLength(1);
});

const github = jobsIn((parse(textOf('github-actions.yml')) as { jobs: Record<string, GithubJob> }).jobs);
const { stages: _, default: __, ...jobsOfGitlab } = parse(textOf('gitlab-ci.yml')) as Record<string, GitlabJob>;
const gitlab = jobsIn(jobsOfGitlab);

describe.each(github)('the job $name of GitHub', ({ text }) => {
  test.runIf(!text.includes('php') || onPath('php'))('does what it says, and keeps what it should', async () => {
    const { folder, port } = await project();
    const done = await doGithub(here<GithubJob>(text, port), folder, { IMSHOP_MOCK_PORT: port });
    expect(done, done.log).toMatchObject({ passed: true, missing: [] });
  });
});

test('a job with a mock for several steps shows its log where one of them fails', async () => {
  const { folder, port } = await project();
  save(join(folder, 'run-tests.sh'), `curl -s "$IMSHOP_PUSH_URL" -d '{}'\nexit 1\n`);
  const { text = '' } = github.find(({ name }) => name === 'service') ?? {};
  const done = await doGithub(here<GithubJob>(text, port), folder, { IMSHOP_MOCK_PORT: port });
  expect(done.passed).toBe(false);
  expect(done.log).toMatch(/\$ cat mock\.log\n[\s\S]*"outcome":"unsupported-media-type"/);
});

describe.each(gitlab)('the job $name of GitLab', ({ text, job }) => {
  test('does what it says, and keeps what it should', async () => {
    const { folder, port } = await project();
    const [service] = job.services ?? [];
    if (service) await serve(service.name, port);
    const reached = text.replaceAll(`http://${service?.alias}:8080`, `http://127.0.0.1:${port}`);
    const done = await doGitlab(here<GitlabJob>(reached, port), folder, { IMSHOP_MOCK_ADMIN_TOKEN: TOKEN });
    expect(done, done.log).toMatchObject({ passed: true, missing: [] });
  });
});

function jobsIn<Job>(jobs: Readonly<Record<string, Job>>) {
  return Object.entries(jobs).map(([name, job]) => ({ name, job, text: JSON.stringify(job) }));
}

/** The job as it runs here: the command of this checkout in place of the published one, another port, and of a check the beginning. */
function here<Job>(text: string, port: string): Job {
  const command = text
    .replaceAll(`npx --yes imshop-mock@${VERSION_OF_MOCK} `, 'npx imshop-mock ')
    .replaceAll('imshop-mock check ', 'imshop-mock check --only texts-intact,success-false ');
  expect(command).not.toContain('--yes');
  return JSON.parse(command.replaceAll('8080', port)) as Job;
}

/** The project of the guide: its files, and what it has its reader do with them before anything else. */
async function project() {
  const folder = folderOfTest();
  const port = String(await freePort());
  putInPlace({ 'send.js': '../senders/node/send.mjs', 'send.php': '../senders/php/send.php' }, folder);
  linkPackages(folder);
  const terminal = new Terminal(folder, ordinaryEnv());
  for (const step of stepsOf(GUIDE)) {
    if (step.kind === 'save') save(join(folder, step.name), step.text);
    if (step.kind === 'run' && step.command.startsWith('npm init')) await terminal.run(step.command);
  }
  return { folder, port };
}

/** A service is a container of its image, beyond the job's loopback: it asks for the token. */
async function serve(image: string, port: string): Promise<void> {
  const engine = new Engine();
  onTestFinished(() => engine.close());
  engine.build(image, textOf('Dockerfile'));
  const container = engine.create(null, {
    Image: image,
    Env: [`IMSHOP_MOCK_ADMIN_TOKEN=${TOKEN}`],
    HostConfig: { PortBindings: { '8080/tcp': [{ HostPort: port }] } },
  });
  await container.start();
}
