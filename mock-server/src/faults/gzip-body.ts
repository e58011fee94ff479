import type { FaultKind } from './fault.js';

/** The usual answer, compressed where the sender says that it takes gzip. */
export const gzipBody: FaultKind<'gzip-body'> = {
  passes: true,
  act(_fault, { own, acceptEncoding, wire }) {
    if (own.body !== '' && takesGzip(acceptEncoding)) wire.sendGzipped(own);
    else wire.send(own);
  },
};

/**
 * Whether an `Accept-Encoding` takes gzip (RFC 9110, 12.5.3). Without one any coding may be sent, but no server does: whoever
 * decompresses says so.
 */
function takesGzip(acceptEncoding = ''): boolean {
  const takes = new Map(acceptEncoding.toLowerCase().split(',').map(weighed));
  return takes.get('gzip') ?? takes.get('x-gzip') ?? takes.get('*') ?? false;
}

/** A coding, and whether it is taken: a weight of 0 refuses it. */
function weighed(item: string): [coding: string, isTaken: boolean] {
  const [coding = '', ...parameters] = item.split(';').map((part) => part.trim());
  return [coding, !parameters.some((parameter) => NO_WEIGHT.test(parameter))];
}

const NO_WEIGHT = /^q\s*=\s*0(?:\.0*)?$/;
