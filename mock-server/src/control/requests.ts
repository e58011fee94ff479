import type { Compliance, LedgerReport, Verification } from '../api/reports.js';
import type { Inbox, RequestFilter, RequestList, RequestRecord, SummaryList } from '../api/requests.js';
import type { Journal } from '../log/journal.js';
import { complianceOf } from '../reports/compliance.js';
import { type Found, filtered } from '../reports/filter.js';
import { inboxOf } from '../reports/inbox.js';
import { lineOf } from '../reports/line.js';
import { recordOf } from '../reports/record.js';
import { cutAmong } from '../reports/sent.js';
import { check } from './check.js';
import { type Call, integrationOf, type Operation } from './operation.js';
import { ProblemError } from './problem.js';
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
      const { entries, ...missing } = found(call);
      return { requests: entries.map((entry) => recordOf(entry, call.state.fidelity)), ...missing };
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
    path: `${PATH}/requests/:id`,
    handle(call): RequestRecord {
      const { journal } = integrationOf(call);
      const id = call.params['id'] ?? '';
      const entry = journal.entries.find((candidate) => candidate.id === id);
      if (!entry) throw new ProblemError(404, absence(id, journal));
      return recordOf(entry, call.state.fidelity);
    },
  },
  {
    method: 'get',
    path: `${PATH}/summaries`,
    query: requestFilter,
    handle(call): SummaryList {
      const { entries, ...missing } = found(call);
      return { summaries: entries.map((entry) => lineOf(entry, call.state.fidelity)), ...missing };
    },
  },
  {
    method: 'get',
    path: `${PATH}/inbox/:userId`,
    handle(call): Inbox {
      const { journal, mutation } = integrationOf(call);
      const { entries, evicted } = journal;
      const userId = call.params['userId'] ?? '';
      return {
        userId,
        notifications: inboxOf(entries, userId, mutation.deliver),
        evicted,
        bodiesCut: cutAmong(entries),
      };
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

/** Why the journal does not have a request. */
function absence(id: string, { evicted }: Journal): string {
  const why = evicted > 0 ? `it may be one of the ${evicted} that had to make room` : 'none had to make room';
  return `the journal holds no request ${id}; ${why}`;
}

/** The requests that the query asks for. */
function found(call: Call): Found & { readonly evicted: number } {
  const { journal } = integrationOf(call);
  // Checked against `requestFilter` before the call.
  return { ...filtered(journal.entries, call.query as RequestFilter), evicted: journal.evicted };
}
