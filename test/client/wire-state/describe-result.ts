import { fetchTransport, nodeTransport, type Transport, type WireRequest, type WireResult } from 'imshop-push';

/** Formats the evidence after a request. */
export function describeResult(result: WireResult): string {
  const again = result.type !== 'not-sent' && result.resent ? 'sent again, ' : '';
  if (result.type !== 'answered') return `${again}${result.type}`;
  return `${again}answered ${result.status}, ${result.body === null ? 'cut' : JSON.stringify(result.body)}`;
}

export const ACCEPTED = 'answered 200, "{\\"success\\":true}"';

export function requestTo(url: string, body = '{"userIds":["1"]}', connectTimeoutMs = 60_000): WireRequest {
  return { url: new URL(url), headers: { 'content-type': 'application/json' }, body, connectTimeoutMs };
}

export type Sender = 'node' | 'cold' | 'warm';

/** Creates a transport; `warm` is a fetch transport after one answer from `goodUrl`. */
export async function transportOf(sender: Sender, goodUrl: string): Promise<Transport> {
  if (sender === 'node') return nodeTransport();
  const transport = fetchTransport(fetch);
  if (sender === 'warm') await transport.post(requestTo(goodUrl), new AbortController().signal);
  return transport;
}
