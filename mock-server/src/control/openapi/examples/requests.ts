import { standingOf } from 'imshop-contracts';
import { DEFAULT_SLUG } from '../../../api/push-path.js';
import type { Inbox, Notification, RequestLine, RequestRecord } from '../../../api/requests.js';

const USER_ID = '79999999999';
const MESSAGE = { title: 'Your order is ready', summary: 'Pick it up until Friday' };
const DEEPLINK = 'slug://cart/home';

export const RECORD: RequestRecord = {
  id: `${DEFAULT_SLUG}-1`,
  receivedAt: '2026-01-15T09:00:00.000Z',
  method: 'POST',
  path: `/${DEFAULT_SLUG}/push`,
  headers: { host: '127.0.0.1:8080', 'content-type': 'application/json', 'content-length': '142' },
  body: { userIds: [USER_ID], message: MESSAGE, deeplink: DEEPLINK },
  bodyTruncated: false,
  bodyCut: null,
  outcome: 'accepted',
  status: 200,
  response: { success: true },
  fault: null,
  accepted: true,
  advisories: [],
  standing: standingOf('accepted'),
  behaviour: 'accepted',
  hint: null,
  notBefore: null,
  durationMs: 2,
};

export const LINE: RequestLine = {
  requestId: RECORD.id,
  receivedAt: RECORD.receivedAt,
  outcome: RECORD.outcome,
  status: RECORD.status,
  accepted: RECORD.accepted,
  fault: RECORD.fault,
  behaviour: RECORD.behaviour,
  durationMs: RECORD.durationMs,
  title: MESSAGE.title,
  userIds: 1,
  advisories: 0,
  standing: RECORD.standing,
};

const NOTIFICATION: Notification = {
  requestId: RECORD.id,
  receivedAt: RECORD.receivedAt,
  ...MESSAGE,
  deeplink: DEEPLINK,
  duplicate: false,
};

export const INBOX: Inbox = { userId: USER_ID, notifications: [NOTIFICATION], evicted: 0 };
