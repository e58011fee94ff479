/** A call of the control API, and the status of its answer. */
export interface Call {
  readonly operation: string;
  /** With the parameters filled in; left out where there are none. */
  readonly path?: string;
  readonly status: number;
  readonly body?: unknown;
  readonly on?: 'full' | 'forgetful' | 'guarded';
  readonly headers?: Readonly<Record<string, string>>;
}

/** A call about one integration: `post /clock`, say, at `shop/clock`. */
export function one(operation: string, path: string, status: number, more: Partial<Call> = {}): Call {
  const [method, below = ''] = operation.split(' ');
  return { operation: `${method} /integrations/{slug}${below}`, path: `/integrations/${path}`, status, ...more };
}
