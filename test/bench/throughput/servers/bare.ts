import { createServer, type ServerResponse } from 'node:http';

// The least that an endpoint has to do: reads the body, parses it, looks at it, answers. What it refuses it answers with the mock's bytes.
const [port, limit = Number.POSITIVE_INFINITY] = process.argv.slice(2).map(Number);
const REFUSED =
  '{"error":"Bad Request","message":"child \\"message\\" fails because [child \\"summary\\" fails because [\\"summary\\" is required]]"}';
const LIMITED = '{"error":"Too Many Requests","message":"Rate limit exceeded"}';
let requests = 0;

createServer((request, response) => {
  requests += 1;
  const isOver = requests > limit;
  let body = '';
  request
    .setEncoding('utf8')
    .on('data', (chunk: string) => {
      body += chunk;
    })
    .on('end', () => {
      if (isOver) answer(response, 429, LIMITED);
      else if (isPush(JSON.parse(body))) answer(response, 200, '{"success":true}');
      else answer(response, 400, REFUSED);
    });
}).listen(port, '127.0.0.1');

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': text.length });
  response.end(text);
}

function isPush({ userIds, message, deeplink }: Record<string, unknown>): boolean {
  const { title, summary } = (message ?? {}) as Record<string, unknown>;
  const isListed = Array.isArray(userIds) && userIds.length <= 1000 && userIds.every(isText);
  return isListed && isText(title) && isText(summary) && (deeplink === undefined || isText(deeplink));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
