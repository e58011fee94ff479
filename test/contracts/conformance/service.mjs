// A service that takes jobs and remembers nothing: it posts each as one push and answers 200 where the vendor accepted it, else 502.
import { createServer } from 'node:http';

const [port = '0'] = process.argv.slice(2);

createServer(async (request, response) => {
  let job = '';
  for await (const chunk of request.setEncoding('utf8')) job += chunk;
  const answer = await fetch(process.env.IMSHOP_PUSH_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: job,
  });
  const { success, error } = await answer.json();
  response.writeHead(success === true ? 200 : 502).end(error ?? '');
}).listen(Number(port), '127.0.0.1');
