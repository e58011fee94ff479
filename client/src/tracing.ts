import { tracingChannel } from 'node:diagnostics_channel';

/**
 * Published around every request on the tracing channel `imshop-push:attempt`. It holds neither ids nor texts nor the address's path.
 */
export interface AttemptTrace {
  readonly runId: string;
  readonly chunk: number;
  /** How many ids. */
  readonly size: number;
  /** How often these ids were sent before. */
  readonly resendCount: number;
  readonly serverAddress: string;
  readonly serverPort: number;
  /** Set when the request ends: how far it got, what it proves, and the status. */
  wire?: 'not-sent' | 'sent' | 'answered';
  verdict?: 'accepted' | 'rejected' | 'too-large' | 'unknown' | 'not-delivered';
  status?: number;
  errorCode?: string;
}

/** The name under which requests are traced, see `AttemptTrace`. */
export const ATTEMPT_CHANNEL = 'imshop-push:attempt';

const channel = tracingChannel<AttemptTrace>(ATTEMPT_CHANNEL);

/** Runs one request so that who subscribed to the channel sees it begin and end. */
export function traced<T>(trace: AttemptTrace, work: () => Promise<T>): Promise<T> {
  return channel.tracePromise(work, trace);
}
