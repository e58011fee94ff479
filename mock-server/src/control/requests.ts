import type { Compliance, LedgerReport, Verification } from '../api/reports.js';
import type { Inbox, RequestFilter, RequestList, RequestRecord, SummaryList } from '../api/requests.js';
import type { Journal } from '../log/journal.js';
import { complianceOf } from '../reports/compliance.js';
import { inboxOf } from '../reports/inbox.js';
import { ledgerOf } from '../reports/ledger.js';
import { type FoundRequests, findRequests, linesOf, recordsOf } from '../reports/requests.js';
import { verify } from '../reports/verify.js';
import { check } from './check.js';
import { type Call, integrationOf, type Operation } from './operation.js';
import { ProblemError } from './problem.js';
import { expectation, requestFilter } from './schemas.js';

const PATH = '/integrations/:slug';

/** Reports on the requests of an integration. */
export const REQUESTS: readonly Operation[] = [
  {
    method: 'get',
    path: `${PATH}/requests`,
    query: requestFilter,
    handle(call): RequestList {
      const { requests, ...missing } = found(call);
      return { requests: recordsOf(integrationOf(call).log, requests, call.state.fidelity), ...missing };
    },
  },
  {
    method: 'delete',
    path: `${PATH}/requests`,
    handle(call): void {
      const { slug, log } = integrationOf(call);
      log.clear();
      call.state.events.append('cleared', slug, {});
    },
  },
  {
    method: 'get',
    path: `${PATH}/requests/:id`,
    handle(call): RequestRecord {
      const { log } = integrationOf(call);
      const id = call.params['id'] ?? '';
      const request = log.journal.requests.find((candidate) => candidate.id === id);
      const [record] = request ? recordsOf(log, [request], call.state.fidelity) : [];
      if (!record) throw new ProblemError(404, notFoundDetail(id, log.journal));
      return record;
    },
  },
  {
    method: 'get',
    path: `${PATH}/summaries`,
    query: requestFilter,
    handle(call): SummaryList {
      const { requests, ...missing } = found(call);
      return { summaries: linesOf(integrationOf(call).log, requests, call.state.fidelity), ...missing };
    },
  },
  {
    method: 'get',
    path: `${PATH}/inbox/:userId`,
    handle(call): Promise<Inbox> {
      const { slug, log, deliver } = integrationOf(call);
      return inboxOf(slug, log, call.params['userId'] ?? '', deliver);
    },
  },
  {
    method: 'get',
    path: `${PATH}/ledger`,
    handle(call): Promise<LedgerReport> {
      const { log, deliver } = integrationOf(call);
      return ledgerOf(log, deliver);
    },
  },
  {
    method: 'get',
    path: `${PATH}/compliance`,
    handle(call): Compliance {
      const { log, settings } = integrationOf(call);
      return complianceOf(log, settings);
    },
  },
  {
    method: 'post',
    path: `${PATH}/verify`,
    handle(call): Promise<Verification> {
      return verify(integrationOf(call), check(expectation, call.body, 'expectation'), call.signal);
    },
  },
];

function notFoundDetail(id: string, { evicted }: Journal): string {
  const reason = evicted > 0 ? `it may be one of the ${evicted} that were evicted` : 'none were evicted';
  return `the journal holds no request ${id}; ${reason}`;
}

/** The requests that the query asks for. */
function found(call: Call): FoundRequests {
  // Checked against `requestFilter` before the call.
  return findRequests(integrationOf(call).log, call.query as RequestFilter);
}
