import type { Outcome } from '../../src/api/outcome.js';
import { counted, type Forms } from './counted.js';
import { fidelity } from './en-fidelity.js';
import { outage } from './en-outage.js';

const count = (forms: Forms) => counted('en', forms);
const digits = count({ other: '{n}' });

/** Every text of the page; the other languages have the same. */
export const en = {
  language: 'English',
  locale: 'en-GB',

  header: {
    title: 'Push inspector',
    unofficial: 'A mock. Nothing leaves this machine, no phone rings.',
    preferences: 'Preferences',
    language: 'Language',
    theme: 'Theme',
    themes: { auto: 'as the system', light: 'light', dark: 'dark' },
    unmask: 'Show ids in full',
    connection: { connecting: 'Connecting', live: 'Live', lost: 'No answer from the mock; trying again' },
    dismiss: 'Dismiss',
  },

  views: { requests: 'Requests', inbox: 'Inbox', fidelity: 'Fidelity' },

  integrations: {
    title: 'Integrations',
    none: 'No request has come yet.',
    howTo: 'Send one to',
    requests: count({ one: '{n} request', other: '{n} requests' }),
    unavailable: 'unavailable',
  },

  outcomes: {
    pending: 'pending',
    accepted: 'accepted',
    unavailable: 'unavailable',
    'bad-request': 'bad request',
    'rate-limited': 'rate limited',
    'method-not-allowed': 'wrong method',
    'unsupported-media-type': 'wrong media type',
    'payload-too-large': 'too large',
    faulted: 'fault',
    'malformed-http': 'not HTTP',
    aborted: 'sender left',
  } satisfies Record<Outcome, string>,

  requests: {
    title: 'Requests, newest first',
    customers: count({ one: '{n} customer', other: '{n} customers' }),
    advisories: count({ one: '{n} advisory', other: '{n} advisories' }),
    shown: count({ one: '{n} request shown', other: '{n} requests shown' }),
    evicted: count({ one: '{n} older one is no longer kept', other: '{n} older ones are no longer kept' }),
    bodiesCut: count({
      one: '{n} request is kept only in part; what is sought may be in it',
      other: '{n} requests are kept only in part; what is sought may be in them',
    }),
    nothing: 'Nothing here matches.',
    noTitle: '(no title)',
    fault: 'fault',
    acceptedAnyway: 'delivered all the same',
    clear: 'Empty the journal',
    filter: 'Filter',
    outcome: 'Outcome',
    status: 'Status',
    any: 'any',
    noStatus: 'none',
    userId: 'Customer id',
    text: 'Text',
    clearFilter: 'Clear the filter',
    newest: 'To the newest',
  },

  detail: {
    title: 'Request',
    choose: 'Choose a request to see it whole.',
    follows: 'The newest, until you choose one.',
    gone: 'The journal no longer has this request.',
    close: 'Close',
    request: 'What came in',
    answer: 'What the vendor answers',
    noAnswer: 'No answer went out.',
    headers: 'Headers',
    requestBody: 'Body of the request',
    answerBody: 'Body of the answer',
    noBody: 'No body.',
    bodyTruncated: 'Only the beginning of the body was kept.',
    receivedAt: 'Received',
    duration: 'Answered after',
    notBefore: 'Not again before',
    fault: 'Fault',
    faultRule: 'rule',
    delivered: 'The push was delivered, whatever the sender was told.',
    advisories: 'Advisories',
    standing: 'How well this is known',
    standings: {
      documented: 'documented by the vendor',
      library: 'follows from the library',
      assumed: 'assumed',
      observed: 'observed',
    },
    hint: 'Hint',
    copyCurl: 'Copy as curl',
    copyCurlHint: 'with the ids in full',
    copied: 'Copied',
    copyFailed: 'The browser does not let this page copy; mark the command below.',
    milliseconds: (n: number) => `${n} ms`,
  },

  phone: {
    title: 'Lock screen',
    systems: { ios: 'iOS', android: 'Android' },
    lockScreens: { ios: 'Lock screen of iOS', android: 'Lock screen of Android' },
    app: 'Shop',
    now: 'now',
    look: 'Phones',
    looks: { light: 'light', dark: 'dark' },
    expand: 'Expand the notification',
    collapse: 'Collapse the notification',
    pushTitle: 'Title',
    pushSummary: 'Summary',
    characters: count({ one: '{n} character', other: '{n} characters' }),
    whole: 'a lock screen shows it whole',
    shown: count({ one: 'a lock screen shows about {n}', other: 'a lock screen shows about {n}' }),
    cut: count({ one: '{n} is cut', other: '{n} are cut' }),
    opens: 'Opens',
    opensApp: 'the application, without a deeplink',
  },

  inbox: {
    title: 'Inbox of one customer',
    userId: 'Customer id',
    userIdHint: 'as the sender writes it in userIds',
    show: 'Show',
    choose: 'Enter an id to see what this customer’s phone would show.',
    phoneOf: 'Phone of',
    notifications: count({ one: '{n} notification', other: '{n} notifications' }),
    evicted: count({
      one: '{n} older request is no longer kept; what it delivered is not shown',
      other: '{n} older requests are no longer kept; what they delivered is not shown',
    }),
    bodiesCut: count({
      one: '{n} push is kept only in part; whether it reached this customer is not known',
      other: '{n} pushes are kept only in part; whether they reached this customer is not known',
    }),
    empty: 'Nothing has reached this customer.',
    newestFirst: 'Notifications, newest first',
    again: (time: number) => (time === 2 ? 'The same push for the second time' : `The same push, time no. ${time}`),
    deeplink: 'Opens',
    toRequest: 'To the request',
    more: count({ one: '{n} older one is not shown', other: '{n} older ones are not shown' }),
    showMore: 'Show more',
  },

  gauge: {
    title: 'Rate limit',
    none: 'No rate limit',
    left: (remaining: number, limit: number, window: string) =>
      `${digits(remaining)} of ${digits(limit)} left in ${window}`,
    leftAtLeast: (remaining: number, limit: number, window: string) =>
      `at least ${digits(remaining)} of ${digits(limit)} left in ${window}`,
    mayCome: 'a request may come now',
    nextSlot: (wait: string) => `next free slot in ${wait}`,
    algorithms: { fixed: 'fixed window', aligned: 'clock window', sliding: 'sliding window', bucket: 'token bucket' },
    window: (begin: string, end: string) => `The window from ${begin} to ${end}`,
    noWindow: 'No window is open',
    ago: (duration: string) => `−${duration}`,
    ahead: (duration: string) => `+${duration}`,
    now: 'now',
  },

  timeline: {
    title: 'Requests over time',
    none: 'No requests yet.',
    chart: (requests: string, from: string, to: string) => `${requests} from ${from} to ${to}`,
    requests: count({ one: '{n} request', other: '{n} requests' }),
    groups: {
      accepted: count({ other: '{n} accepted' }),
      'rate-limited': count({ other: '{n} rate limited' }),
      refused: count({ other: '{n} refused' }),
      unavailable: count({ other: '{n} unavailable' }),
      broken: count({ other: '{n} broken off' }),
      pending: count({ other: '{n} pending' }),
    },
    filter: 'Show only these',
    legend: 'Outcomes',
    table: 'As a table',
    from: 'From',
    outcomes: 'Requests',
  },

  outage,

  fidelity,

  token: {
    title: 'Admin token',
    why: 'This mock can be reached from other machines, so it asks who looks. The token was printed when it started.',
    label: 'Token',
    enter: 'Open',
  },
};

export type Words = typeof en;
