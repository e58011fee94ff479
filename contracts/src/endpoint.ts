/** The only method the vendor takes. Source: the vendor's page. */
export const METHOD = 'POST';

/** The media type of the request; every vendor answer carries it with `charset=utf-8`. */
export const MEDIA_TYPE = 'application/json';

/** The `Content-Type` of every vendor answer. */
export const ANSWER_CONTENT_TYPE = 'application/json; charset=utf-8';
