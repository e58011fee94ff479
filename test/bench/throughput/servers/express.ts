import type { IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';

interface Response {
  status(status: number): Response;
  json(body: unknown): void;
}
type Next = (error?: unknown) => void;
type Handler = (request: IncomingMessage & { body?: unknown }, response: Response, next: Next) => void;
interface Express {
  (): { post(path: string, ...handlers: Handler[]): void; listen(port: number, host: string): void };
  json(options: { limit: string }): Handler;
}
interface Rule {
  min(least: number): Rule;
  max(most: number): Rule;
  items(rule: Rule): Rule;
  required(): Rule;
  validate(value: unknown, options: { abortEarly: boolean }): { error?: Error };
}
type Joi = Record<'string' | 'array', () => Rule> & { object(keys: Record<string, Rule>): Rule };

// The endpoint as most people would write it.
const [port = '', limit = '', folder = ''] = process.argv.slice(2);
const load = createRequire(`${folder}/package.json`);
const express: Express = load('express');
const joi: Joi = load('joi');

const push = joi.object({
  userIds: joi.array().items(joi.string()).max(1000).required(),
  message: joi.object({ title: joi.string().required(), summary: joi.string().required() }).required(),
  deeplink: joi.string(),
});
let requests = 0;

const app = express();
app.post(
  '/shop/push',
  (_request, response, next) => {
    requests += 1;
    if (requests <= Number(limit)) return next();
    response.status(429).json({ error: 'Too Many Requests', message: 'Rate limit exceeded' });
  },
  express.json({ limit: '1mb' }),
  ({ body }, response) => {
    const { error } = push.validate(body, { abortEarly: false });
    if (error) response.status(400).json({ error: 'Bad Request', message: error.message });
    else response.json({ success: true });
  },
);
app.listen(Number(port), '127.0.0.1');
