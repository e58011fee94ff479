import { PUSH } from '../mock-server/post.js';

const LENGTH = Buffer.byteLength(PUSH);

/** Of the push that the cases are about, right and wrong. */
export const LENGTHS = [
  String(LENGTH),
  '0',
  '1',
  '-1',
  '+5',
  '0x10',
  '1e2',
  '10 10',
  '5, 5',
  '',
  ' 5 ',
  '00005',
  '9'.repeat(20),
  String(LENGTH + 40),
] as const;
export const ENCODINGS = [
  'chunked',
  'Chunked',
  'chunked, identity',
  'gzip, chunked',
  'chunked, chunked',
  'identity',
  'xchunked',
  'chunked;q=1',
  '"chunked"',
  '\tchunked',
  'chunked\x0b',
] as const;
/** Spellings that one reader takes for the header and another does not. */
export const TE_NAMES = [
  'Transfer-Encoding',
  'transfer-encoding',
  'Transfer-Encoding ',
  ' Transfer-Encoding',
  'Transfer_Encoding',
  'X: y\r\nTransfer-Encoding',
  'X: y\nTransfer-Encoding',
  'X: y\rTransfer-Encoding',
] as const;
export const SIZES = [
  '0',
  '5',
  'ffffffffffffffffff',
  '-1',
  '0x5',
  '5 ',
  ' 5',
  '5;a=b',
  '5;',
  '5\t',
  '05',
  'G',
  '',
  '5\n',
] as const;
export const EOLS = ['\r\n', '\n', '\r', '\r\n\r\n', '\n\r', '\0\r\n', ' \r\n'] as const;
