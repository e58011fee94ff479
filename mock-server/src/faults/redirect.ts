import { MAX_LOCATION_LENGTH, REDIRECT_STATUSES } from '../api/faults.js';
import type { FaultHandler } from './fault-handler.js';
import { gatewayPage } from './gateway-page.js';

const DEFAULT_STATUS = 302;
const LOCATION = /^(?:https?:\/\/[^/?#]|\/(?!\/))[\x21-\x7e]*$/;

/** Redirects to another address, as a gateway or a moved endpoint does. A sender that follows 307 or 308 posts the push there. */
export const redirect: FaultHandler<'redirect'> = {
  answersNormally: false,
  options: (joi) => ({
    location: joi
      .string()
      .max(MAX_LOCATION_LENGTH)
      .pattern(LOCATION, 'an absolute URL or path')
      .required()
      .description('Value of Location: an absolute http or https URL, or an absolute path.'),
    status: joi.valid(...REDIRECT_STATUSES).description(`Status of the answer. Default ${DEFAULT_STATUS}.`),
  }),
  apply({ location, status = DEFAULT_STATUS }, { writer, report }) {
    const answer = gatewayPage(status, { Location: location });
    report({ outcome: 'faulted', status, response: answer.body });
    writer.send(answer);
  },
};
