import type { MockEvent } from './events.js';

/** One event as `text/event-stream` has it. */
export function formatEvent(event: MockEvent): string {
  return `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify({ slug: event.slug, ...event.data })}\n\n`;
}

/**
 * The events of a stream that `formatEvent` wrote; ends where the stream does or the signal aborts. Given the whole response: Node cancels
 * the body of one that nobody refers to any more, and who watches may begin to read late.
 */
export async function* parseEvents(response: Response, signal: AbortSignal | undefined): AsyncIterable<MockEvent> {
  let text = '';
  const decoder = new TextDecoder();
  try {
    for await (const chunk of chunksOf(response)) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) yield* parseBlock(block);
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
}

/** Not every browser can iterate over a stream by itself. */
async function* chunksOf({ body }: Response): AsyncIterable<Uint8Array> {
  const reader = body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Of one that broke there is nothing to cancel.
    await reader.cancel().catch(() => {});
  }
}

function* parseBlock(block: string): Iterable<MockEvent> {
  const fields = new Map(block.split('\n').map((line) => fieldOf(line)));
  const [id, type, json] = [fields.get('id'), fields.get('event'), fields.get('data')];
  if (id === undefined || type === undefined || json === undefined) return;
  const { slug, ...data } = JSON.parse(json);
  // The other end of this stream is formatEvent.
  yield { id: Number(id), type, slug, data } as MockEvent;
}

function fieldOf(line: string): [string, string] {
  const colon = line.indexOf(': ');
  return [line.slice(0, colon), line.slice(colon + 2)];
}
