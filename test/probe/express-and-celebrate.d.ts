/**
 * The parts of express 4 and celebrate 9 that the independent provider uses. express 4 is installed under another name
 * and has no types there; the types that celebrate brings need those of joi 14, which are not installed, and say of
 * `errors` that it returns a function of none.
 */
declare module 'express4' {
  import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

  export type Request = IncomingMessage;

  export interface Response extends ServerResponse {
    status(code: number): this;
    json(body: object): this;
  }

  export type Next = (error?: unknown) => void;
  export type Handler = (request: Request, response: Response, next: Next) => void;
  export type ErrorHandler = (error: unknown, request: Request, response: Response, next: Next) => void;

  export interface Application extends RequestListener {
    use(handler: Handler): this;
    use(...handlers: readonly ErrorHandler[]): this;
    post(path: string, ...handlers: readonly Handler[]): this;
  }

  interface Express {
    (): Application;
    json(options: { readonly limit: number }): Handler;
  }

  const express: Express;
  export default express;
}

declare module 'celebrate' {
  import type { ErrorHandler, Handler } from 'express4';

  interface Schema {
    required(): this;
    items(item: Schema): this;
    max(limit: number): this;
  }

  export const Joi: {
    array(): Schema;
    string(): Schema;
    object(keys: Readonly<Record<string, Schema>>): Schema;
  };

  export function celebrate(
    parts: { readonly body: Schema },
    options?: { readonly abortEarly?: boolean; readonly escapeHtml?: boolean },
  ): Handler;
  export function errors(): ErrorHandler;
}
