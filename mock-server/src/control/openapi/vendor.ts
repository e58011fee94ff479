import { MEDIA_TYPE } from 'imshop-contracts';
import { DEFAULT_SLUG } from '../../api/push-path.js';
import { infoOf } from './info.js';
import { PUSH } from './push/answers.js';
import { HEADERS } from './push/headers.js';
import { responsesOf } from './push/responses.js';
import { ENDPOINT_SCHEMAS } from './push/schemas.js';
import { ref } from './schema.js';
import { SERVICE_SCHEMAS } from './schemas/service.js';

const DESCRIPTION =
  "The mock's reading of Imshop's push endpoint, at the default settings. x-standing says how well each answer is known: " +
  'documented (the page of the vendor says it), library (the library whose texts the page shows does it) or assumed. ' +
  'GET /_mock/fidelity has the same as a table, with the settings that pick another reading.';

/**
 * The emulated endpoint, as OpenAPI 3.1.
 *
 * @param urlOf Where an integration is posted to.
 */
export function vendorDocument(urlOf: (slug: string) => string): object {
  const url = urlOf(DEFAULT_SLUG);
  const lastSlash = url.lastIndexOf('/');
  return {
    openapi: '3.1.1',
    info: infoOf('Imshop push API, as imshop-mock shows it', DESCRIPTION),
    servers: [
      { url: url.slice(0, lastSlash), description: `The integration ${DEFAULT_SLUG}; another has another address.` },
    ],
    security: [],
    paths: {
      [url.slice(lastSlash)]: {
        post: {
          operationId: 'push',
          summary: 'Notify customers; a repeated request notifies them again',
          description:
            'For messages that concern the customer, not for mailings. The address is the only secret. ' +
            'A string that holds the JSON of an expected array or object is taken for it, which the schema leaves out.',
          requestBody: {
            required: true,
            content: { [MEDIA_TYPE]: { schema: ref('PushRequest'), examples: { page: { value: PUSH } } } },
          },
          responses: responsesOf(),
        },
      },
    },
    components: { schemas: { ...ENDPOINT_SCHEMAS, Standing: SERVICE_SCHEMAS['Standing'] }, headers: HEADERS },
  };
}
