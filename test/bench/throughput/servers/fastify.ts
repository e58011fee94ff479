import { createRequire } from 'node:module';

interface Reply {
  code(status: number): Reply;
  send(body: unknown): Reply;
}
interface Route {
  readonly schema: object;
  onRequest(request: unknown, reply: Reply, done: () => void): void;
  handler(request: unknown, reply: Reply): void;
}
type Fastify = () => {
  post(path: string, route: Route): void;
  listen(where: { port: number; host: string }): Promise<string>;
};

// The endpoint with a framework made for speed, which compiles its schemas.
const [port = '', limit = '', folder = ''] = process.argv.slice(2);
const fastify: Fastify = createRequire(`${folder}/package.json`)('fastify');

const text = { type: 'string', minLength: 1 };
const message = { type: 'object', required: ['title', 'summary'], properties: { title: text, summary: text } };
const body = {
  type: 'object',
  required: ['userIds', 'message'],
  properties: { userIds: { type: 'array', maxItems: 1000, items: text }, message, deeplink: text },
};
const response = { 200: { type: 'object', properties: { success: { type: 'boolean' } } } };
let requests = 0;

const app = fastify();
app.post('/shop/push', {
  schema: { body, response },
  onRequest(_request, reply, done) {
    requests += 1;
    if (requests <= Number(limit)) return done();
    reply.code(429).send({ error: 'Too Many Requests', message: 'Rate limit exceeded' });
  },
  handler(_request, reply) {
    reply.send({ success: true });
  },
});
await app.listen({ port: Number(port), host: '127.0.0.1' });
