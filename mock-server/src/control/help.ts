import { DEFAULT_SLUG } from '../api/push-path.js';
import { VERSION } from '../base/version.js';

/**
 * What `GET /` says to anything but a browser.
 *
 * @param pushUrl Of the default integration.
 */
export function helpText(pushUrl: string): string {
  const { origin } = new URL(pushUrl);
  return `imshop-mock ${VERSION}: answers as Imshop's push API does. Unofficial, and nothing leaves this machine.

Push:     curl ${pushUrl} -H 'Content-Type: application/json' \\
            -d '{"userIds":["79999999999"],"message":{"title":"Hello","summary":"World"}}'
Watch:    ${origin} in a browser
Look:     curl ${origin}/_mock/integrations/${DEFAULT_SLUG}/requests
Health:   ${origin}/_mock/health
Fidelity: ${origin}/_mock/fidelity
Control:  ${origin}/_mock/openapi.json
Endpoint: ${origin}/_mock/vendor-openapi.json
`;
}
