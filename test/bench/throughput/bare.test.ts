import { expect, test } from 'vitest';
import { freePort } from '../../free-port.js';
import { ask } from '../measuring/first-answer.js';
import { requestBytes, requestText } from '../measuring/load/job.js';
import { ServerProcess } from '../measuring/server-process.js';
import { CASE_NAMES, CASES, GOOD, requestsOf } from './cases.js';
import type { Contender } from './contenders/contender.js';
import { bare, mock } from './contenders/frameworks.js';

test.each(CASE_NAMES)('the bare handler answers the case %s with the body that the mock has', async (name) => {
  // One after the other: where one fails, none is left running.
  const [one, other] = [await answerOf(bare), await answerOf(mock)];
  expect(one).toEqual(other);
  expect(one.status).toBe(CASES[name].status);

  async function answerOf(contender: Contender): Promise<{ status: number; body: string }> {
    const port = await freePort();
    const { limited } = CASES[name];
    const args = contender.args({ port, sparePort: 0, folder: '', limited });
    await using _ = await ServerProcess.start({
      args,
      port,
      request: requestText(contender.path, GOOD),
      isPinned: false,
    });
    const { status, text } = await ask(port, String(requestBytes(requestsOf(CASES[name], contender.path))[0]));
    return { status, body: text.slice(text.indexOf('\r\n\r\n')) };
  }
});
