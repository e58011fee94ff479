import type { FaultHandler } from './fault-handler.js';

/** Compresses the usual answer if the sender accepts gzip. */
export const gzipBody: FaultHandler<'gzip-body'> = {
  answersNormally: true,
  apply(_fault, { vendorAnswer, acceptEncoding, writer }) {
    if (vendorAnswer.body !== '' && acceptsGzip(acceptEncoding)) writer.sendGzipped(vendorAnswer);
    else writer.send(vendorAnswer);
  },
};

/** Reads `Accept-Encoding` (RFC 9110, 12.5.3). A request without it would allow any coding, but no server compresses then. */
function acceptsGzip(acceptEncoding = ''): boolean {
  const accepted = new Map(acceptEncoding.toLowerCase().split(',').map(parseCoding));
  return accepted.get('gzip') ?? accepted.get('x-gzip') ?? accepted.get('*') ?? false;
}

/** A coding, and whether it is accepted: a weight of 0 refuses it. */
function parseCoding(item: string): [coding: string, isAccepted: boolean] {
  const [coding = '', ...parameters] = item.split(';').map((part) => part.trim());
  return [coding, !parameters.some((parameter) => ZERO_WEIGHT.test(parameter))];
}

const ZERO_WEIGHT = /^q\s*=\s*0(?:\.0*)?$/;
