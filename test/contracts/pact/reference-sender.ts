import { equal } from 'node:assert/strict';
import { isWellFormed, MAX_USER_IDS } from 'imshop-contracts';
import type { ContractInteraction } from 'imshop-contracts/pact';
import { type OutcomeState, PushClient } from 'imshop-push';

/** Sends an interaction with the reference client, or by hand when the client would refuse its body. */
export async function sendByReference(interaction: ContractInteraction, url: string): Promise<void> {
  const { body } = interaction;
  if (!isWellFormed(body, MAX_USER_IDS)) return sendByHand(interaction, url);
  const client = new PushClient({ url, pacing: { requests: 1_000, windowMs: 1_000 }, retry: { attempts: 1 } });
  const { outcomes } = await client.send(body);
  await client.close();
  equal(outcomes.map(({ state }) => state).join(), stateFor(interaction));
}

/** Returns the outcome that the reference client must report. */
function stateFor({ status, answer }: ContractInteraction): OutcomeState {
  if (status === 429) return 'not-sent';
  if (status !== 200) return 'unknown';
  return answer.type === 'exact' && answer.body['success'] === true ? 'accepted' : 'not-sent';
}

async function sendByHand({ body, status }: ContractInteraction, url: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  equal(response.status, status);
}
