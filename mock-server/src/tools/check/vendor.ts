import { REDIRECT_TARGETS, type RecordedRequest, type StartMock } from 'imshop-contracts/conformance';
import type { Mock } from '../../api/mock.js';
import type { RequestRecord } from '../../api/requests.js';
import { startMock } from '../../server/start-mock.js';

/** A fresh mock for each scenario, as the runner wants it. */
export const startCheckMock: StartMock = async (setup) => {
  const { rateLimit, assumptions, available, maxUserIds, faults, port } = setup;
  const { algorithm, countRejected, retryAfter, envelope, unavailableStatus } = assumptions;
  const mock = await startMock({ port, noMagicIds: true, mutant: 'none' });
  const integration = mock.integration();
  await integration.patch({
    rateLimit: rateLimit && { ...rateLimit, algorithm, countRejected, retryAfter },
    available,
    maxUserIds,
    envelope,
    unavailableStatus,
  });
  for (const { fault, when = {}, accepted } of faults) {
    await integration.fail(fault, { ...when, ...(accepted === undefined ? {} : { accepted }) });
  }
  return {
    url: mock.url(),
    requests: () => requestsOf(mock, undefined),
    redirectedRequests: () => requestsOf(mock, REDIRECT_TARGETS.push),
    close: () => mock.close(),
  };
};

async function requestsOf(mock: Mock, slug: string | undefined): Promise<readonly RecordedRequest[]> {
  const { requests } = await mock.integration(slug).requests();
  return requests.map(recordedRequestOf);
}

function recordedRequestOf(record: RequestRecord): RecordedRequest {
  const { id, receivedAt, durationMs, method, headers, body, outcome, status, fault, accepted, notBefore } = record;
  return {
    id,
    atMs: Date.parse(receivedAt),
    durationMs,
    method,
    headers,
    body,
    outcome,
    status,
    fault: fault?.type ?? null,
    accepted,
    retryAtMs: notBefore === null ? null : Date.parse(notBefore),
  };
}
