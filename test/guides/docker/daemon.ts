import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text as textIn } from 'node:stream/consumers';
import type { Container, Wanted } from './container.js';
import { type Engine, Refused } from './engine.js';

type Answer = readonly [status: number, body?: unknown];
type Handler = (engine: Engine, part: string, body: string, query: URLSearchParams) => Answer | Promise<Answer>;

/** As much of Docker's HTTP API as Testcontainers and the guide's commands call; anything else is refused. */
const ROUTES: readonly (readonly [method: string, path: RegExp, handler: Handler])[] = [
  ['GET', /^\/info$/, () => [200, { ServerVersion: 'none', OperatingSystem: 'test', OSType: 'linux', Labels: [] }]],
  [
    'POST',
    /^\/build$/,
    (engine, _, dockerfile, query) => {
      engine.build(query.get('t') ?? '', dockerfile);
      return [200, {}];
    },
  ],
  ['GET', /^\/images\/(.+)\/json$/, (engine, tag) => [200, engine.image(tag)]],
  ['GET', /^\/containers\/json$/, (engine) => [200, engine.containers().map(briefly)]],
  [
    'POST',
    /^\/containers\/create$/,
    (engine, _, body, query) => [201, { Id: engine.create(query.get('name'), JSON.parse(body) as Wanted).id }],
  ],
  ['GET', /^\/containers\/([^/]+)\/json$/, async (engine, id) => [200, await inspected(engine.container(id))]],
  ['GET', /^\/containers\/([^/]+)\/logs$/, (engine, id) => [200, engine.container(id).logs]],
  [
    'POST',
    /^\/containers\/([^/]+)\/start$/,
    async (engine, id) => {
      await engine.container(id).start();
      return [204];
    },
  ],
  [
    'POST',
    /^\/containers\/([^/]+)\/stop$/,
    async (engine, id) => {
      await engine.container(id).stop();
      return [204];
    },
  ],
  [
    'DELETE',
    /^\/containers\/([^/]+)$/,
    async (engine, id) => {
      await engine.remove(id);
      return [204];
    },
  ],
  [
    'POST',
    /^\/containers\/([^/]+)\/exec$/,
    async (engine, id, body) => [200, await engine.container(id).run((JSON.parse(body) as { Cmd: string[] }).Cmd)],
  ],
];

/** Listens on loopback. Where it listens is for `DOCKER_HOST`. */
export async function listen(engine: Engine): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer(async (request, response) => {
    const [status, body] = await answerTo(request, engine);
    response.writeHead(status, { 'content-type': typeof body === 'string' ? 'text/plain' : 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `tcp://127.0.0.1:${port}`, server };
}

async function answerTo(request: IncomingMessage, engine: Engine): Promise<Answer> {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://docker');
  try {
    const body = await textIn(request);
    for (const [method, path, handler] of ROUTES) {
      const match = request.method === method && path.exec(pathname.replace(/^\/v[\d.]+(?=\/)/, ''));
      if (match) return await handler(engine, decodeURIComponent(match[1] ?? ''), body, searchParams);
    }
    throw new Refused(501, `this stand-in knows no ${request.method} ${pathname}`);
  } catch (error) {
    return [error instanceof Refused ? error.status : 500, { message: String(error) }];
  }
}

function briefly({ id, name, wanted, isRunning }: Container) {
  const { Image, Labels = {} } = wanted;
  return { Id: id, Names: [`/${name}`], Image, Labels, State: isRunning ? 'running' : 'exited' };
}

async function inspected(container: Container) {
  const { id, name, wanted, createdAt, ports, isRunning } = container;
  return {
    Id: id,
    Name: `/${name}`,
    Created: createdAt,
    State: {
      Status: isRunning ? 'running' : 'exited',
      Running: isRunning,
      StartedAt: createdAt,
      Health: { Status: await container.health() },
    },
    Config: { Hostname: id.slice(0, 12), Image: wanted.Image, Env: wanted.Env ?? [], Labels: wanted.Labels ?? {} },
    HostConfig: wanted.HostConfig ?? {},
    NetworkSettings: {
      Ports: Object.fromEntries(
        Object.entries(ports).map(([inside, HostPort]) => [inside, [{ HostIp: '0.0.0.0', HostPort }]]),
      ),
      Networks: {},
    },
  };
}
