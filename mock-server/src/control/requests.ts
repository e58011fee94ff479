import type { Compliance, LedgerReport, Verification } from '../api/reports.js';
import type { Inbox, RequestFilter, RequestList } from '../api/requests.js';
import { complianceOf } from '../reports/compliance.js';
import { filtered } from '../reports/filter.js';
import { inboxOf } from '../reports/inbox.js';
import { recordOf } from '../reports/record.js';
import { check } from './check.js';
import { integrationOf, type Operation } from './operation.js';
import { expectation, requestFilter } from './schemas.js';
import { verifyWithin } from './verify-within.js';

const PATH = '/integrations/:slug';

/** What came in, and what can be said of it. */
export const REQUESTS: readonly Operation[] = [
  {
    method: 'get',
    path: `${PATH}/requests`,
    query: requestFilter,
    handle(call): RequestList {
      // Checked against `query` above.
      const filter = call.query as RequestFilter;
      const { journal } = integrationOf(call);
      const requests = filtered(journal.entries, filter).map((entry) => recordOf(entry, call.state.fidelity));
      return { requests, evicted: journal.evicted };
    },
  },
  {
    method: 'delete',
    path: `${PATH}/requests`,
    handle(call): void {
      const integration = integrationOf(call);
      integration.clearJournal();
      call.state.events.append('cleared', integration.slug, {});
    },
  },
  {
    method: 'get',
    path: `${PATH}/inbox/:userId`,
    handle(call): Inbox {
      const { journal, mutation } = integrationOf(call);
      const userId = call.params['userId'] ?? '';
      return { userId, notifications: inboxOf(journal.entries, userId, mutation.deliver), evicted: journal.evicted };
    },
  },
  {
    method: 'get',
    path: `${PATH}/ledger`,
    handle(call): LedgerReport {
      const { ledger } = integrationOf(call);
      const { requests, acceptedRequests, forgotten } = ledger;
      return { ...ledger.summary(), requests, acceptedRequests, forgotten };
    },
  },
  {
    method: 'get',
    path: `${PATH}/compliance`,
    handle(call): Compliance {
      const { journal, settings } = integrationOf(call);
      return complianceOf(journal.entries, journal.evicted, settings);
    },
  },
  {
    method: 'post',
    path: `${PATH}/verify`,
    handle(call): Promise<Verification> {
      return verifyWithin(integrationOf(call), check(expectation, call.body, 'expectation'), call.signal);
    },
  },
];
