import { STATUS_CODES } from 'node:http';
import { type Answer, plainAnswer } from '../answers/answer.js';

/** The standard reason phrase of a status. */
export function reasonOf(status: number): string {
  return STATUS_CODES[status] ?? 'Unknown';
}

/** An answer with an HTML page, as a gateway in front of the vendor sends it. */
export function gatewayPage(status: number, headers: Answer['headers'] = {}): Answer {
  const title = `${status} ${reasonOf(status)}`;
  const page = `<html>\r\n<head><title>${title}</title></head>\r\n<body><h1>${title}</h1></body>\r\n</html>\r\n`;
  return plainAnswer(status, page, { ...headers, 'Content-Type': 'text/html' });
}
