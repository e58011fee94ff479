import type { Adviser } from '../api/advisory.js';

export const webDeeplink: Adviser = ({ deeplink }) =>
  deeplink !== undefined && /^https?:/i.test(deeplink)
    ? {
        code: 'web-deeplink',
        path: 'deeplink',
        message: 'a web link is possible but discouraged: link into the application',
      }
    : undefined;

export const deeplinkWithoutScheme: Adviser = ({ deeplink }) =>
  deeplink !== undefined && !/^[a-z][a-z0-9+.-]*:/i.test(deeplink)
    ? { code: 'deeplink-without-scheme', path: 'deeplink', message: 'the application opens scheme://… only' }
    : undefined;
