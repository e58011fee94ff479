import { DOWN, json, type Mutation, OFF, PUSH, request, requestBody, state, THOUSAND } from './mutation.js';

/** Requests that the vendor refuses, and wrong states. */
export const REQUESTS: readonly Mutation[] = [
  {
    name: 'an unknown key of the request',
    of: PUSH,
    path: 'status',
    change: requestBody({ sound: 'ping' }),
  },
  {
    name: 'a missing key of the request',
    of: PUSH,
    path: 'status',
    change: ({ request }) => delete json(request)['message'],
  },
  {
    name: 'a key of the request misspelt',
    of: PUSH,
    path: 'status',
    change: requestBody({ userIds: undefined, userids: ['1'] }),
  },
  { name: 'ids as numbers', of: PUSH, path: 'status', change: requestBody({ userIds: [79991234567] }) },
  {
    name: 'one id too many',
    of: THOUSAND,
    path: 'request.body.userIds',
    change: ({ request }) => (json(request)['userIds'] as string[]).push('1'),
  },
  { name: 'no body', of: PUSH, path: 'request.body', change: request({ body: undefined }) },
  {
    name: 'a form for a body',
    of: PUSH,
    path: 'request.body',
    change: ({ request }) =>
      Object.assign(request.body, { contentType: 'application/x-www-form-urlencoded', content: 'userIds=1' }),
  },
  { name: 'another path', of: PUSH, path: 'status', change: request({ path: '/shop/pushes' }) },
  { name: 'another method', of: PUSH, path: 'request.method', change: request({ method: 'GET' }) },
  { name: 'PUT', of: PUSH, path: 'request.method', change: request({ method: 'PUT' }) },
  {
    name: 'another media type of the request',
    of: PUSH,
    path: 'status',
    change: request({ headers: { 'Content-Type': ['text/plain'] } }),
  },
  {
    name: 'no state where one is needed',
    of: OFF,
    path: '$',
    change: (interaction) => Object.assign(interaction, { providerStates: [] }),
  },
  {
    name: 'an unknown state',
    of: OFF,
    path: 'providerStates[0]',
    change: state({ name: 'the integration is broken' }),
  },
  {
    name: 'a state of another interaction',
    of: PUSH,
    path: '$.success',
    change: state({ name: 'the integration is unavailable' }),
  },
  {
    name: 'an invalid value of a parameter',
    of: DOWN,
    path: 'providerStates[0]',
    change: state({ params: { status: 200 } }),
  },
  {
    name: 'an unknown parameter',
    of: DOWN,
    path: 'providerStates[0]',
    change: state({ params: { status: 503, code: 1 } }),
  },
];
