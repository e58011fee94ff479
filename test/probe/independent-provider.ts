import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { celebrate, errors, Joi } from 'celebrate';
import express, { type ErrorHandler } from 'express4';

/** A provider of the push API that shares no code with the mock. */
export interface Provider extends AsyncDisposable {
  readonly url: string;
  readonly host: string;
  /** Number of accepted pushes. */
  accepted: number;
  /** Methods of the requests in order of arrival. */
  readonly methods: string[];
}

/** The secret part of the URL. */
export const SECRET = 's3cret-of-the-shop';

/**
 * Serves the API as the protocol's table describes it, with the libraries whose texts the vendor's page shows: express 4,
 * celebrate 9 and, in it, joi 14.3.1. Its 400 has `statusCode` and `validation`, as celebrate writes them.
 *
 * @param abortEarly True for a 400 that names only the first error, the default of joi.
 */
export async function startProvider({ abortEarly = false } = {}): Promise<Provider> {
  const app = express();
  app.use((request, _response, next) => {
    provider.methods.push(request.method ?? '');
    next();
  });
  app.use(express.json({ limit: 1_048_576 }));
  app.post(`/push/${SECRET}`, celebrate({ body: PUSH }, { abortEarly, escapeHtml: false }), (_request, response) => {
    provider.accepted += 1;
    response.status(200).json({ success: true });
  });
  app.use(errors(), refuse);

  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // An address with a port listened on over TCP is an AddressInfo.
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: Provider = {
    url: `http://${host}/push/${SECRET}`,
    host,
    accepted: 0,
    methods: [],
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
  return provider;
}

/** Written by hand from the table of the protocol. */
const PUSH = Joi.object({
  userIds: Joi.array().items(Joi.string()).max(1000).required(),
  message: Joi.object({ title: Joi.string().required(), summary: Joi.string().required() }).required(),
  deeplink: Joi.string(),
});

/** Answers to bodies that express cannot parse. Its four parameters make it an error handler. */
const refuse: ErrorHandler = (error, _request, response, _next) => {
  const { statusCode = 500, message = '' } = error as { statusCode?: number; message?: string };
  const name = new Map([
    [400, 'Bad Request'],
    [415, 'Unsupported Media Type'],
  ]).get(statusCode);
  response.status(statusCode).json({ statusCode, error: name ?? 'Internal Server Error', message });
};
