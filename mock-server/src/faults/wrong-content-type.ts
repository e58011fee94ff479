import type { FaultHandler } from './fault-handler.js';
import { gatewayPage } from './gateway-page.js';

/** Answers 200 with an HTML page, as a captive portal or a misrouted gateway does. */
export const wrongContentType: FaultHandler<'wrong-content-type'> = {
  answersNormally: false,
  apply(_fault, { writer, report }) {
    const answer = gatewayPage(200);
    report({ outcome: 'faulted', status: 200, response: answer.body });
    writer.send(answer);
  },
};
