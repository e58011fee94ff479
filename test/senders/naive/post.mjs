import http from 'node:http';
import https from 'node:https';

/** Sends one request; returns `{sent, status, retryAfter, text}`. `sent` is always certain. */
export async function post(url, body, { timeoutMs, followsRedirects }, hops = 0) {
  const answer = await exchange(url, body, timeoutMs);
  if (!followsRedirects || hops === 5 || !answer.location) return answer;
  // As browsers and many libraries do: a redirected POST becomes a GET, unless the status forbids it.
  const keptBody = [307, 308].includes(answer.status) ? body : undefined;
  return post(new URL(answer.location, url).href, keptBody, { timeoutMs, followsRedirects }, hops + 1);
}

function exchange(url, body, timeoutMs) {
  const [{ request }, ready] = url.startsWith('https:') ? [https, 'secureConnect'] : [http, 'connect'];
  const headers = body && { 'Content-Type': 'application/json', 'Content-Length': body.length };
  return new Promise((resolve) => {
    let sent = false;
    let timer;
    const sending = request(url, { method: body ? 'POST' : 'GET', ...(body && { headers }), agent: false });
    const finish = (answer) => {
      clearTimeout(timer);
      resolve({ sent, ...answer });
      sending.destroy();
    };
    const fail = (error) => finish({ text: error.message });
    if (timeoutMs !== undefined) timer = setTimeout(() => finish({ text: `no answer in ${timeoutMs} ms` }), timeoutMs);
    sending.once('socket', (socket) =>
      socket.once(ready, () => {
        sent = true;
        sending.end(body);
      }),
    );
    sending.once('response', async (response) => {
      const { location, 'retry-after': retryAfter } = response.headers;
      try {
        let text = '';
        for await (const part of response.setEncoding('utf8')) text += part;
        finish({ status: response.statusCode, location, retryAfter, text });
      } catch (error) {
        fail(error);
      }
    });
    sending.on('error', fail).once('close', () => fail(new Error('closed')));
  });
}
