/** The only method the vendor takes. Source: the vendor's page. */
export const METHOD = 'POST';

/** The media type of the request. */
export const MEDIA_TYPE = 'application/json';

/** The `Content-Type` of every vendor answer. */
export const ANSWER_CONTENT_TYPE = 'application/json; charset=utf-8';

/** The keys of a request, in the order in which the vendor reports them. */
export const REQUEST_KEYS: readonly string[] = ['userIds', 'message', 'deeplink'];

/** The keys of `message`, in the order in which the vendor reports them. */
export const MESSAGE_KEYS: readonly string[] = ['title', 'summary'];

/** The text that the customer sees on the phone. Both parts are required and not empty. */
export interface PushMessage {
  readonly title: string;
  readonly summary: string;
}

/** The body of `POST`: one personal push to up to 1000 customers. */
export interface PushRequest {
  /** The customers' ids in the shop's own system, phone numbers without formatting, or install ids (iid). */
  readonly userIds: readonly string[];
  readonly message: PushMessage;
  /** Opened when the application starts from the push, e.g. `slug://browse`. Left out, never `null`. */
  readonly deeplink?: string;
}

/** Status 200: the vendor took the push. It says nothing about a display on a phone. */
export interface PushAccepted {
  readonly success: true;
}

/** Status 200 all the same: nothing was sent, e.g. because the integration is not live. */
export interface PushDeclined {
  readonly success: false;
  readonly error: string;
}

/** The body of any other status. */
export interface PushError {
  readonly error: string;
  readonly message: string;
}

/** Every body the vendor's page shows. */
export type PushAnswer = PushAccepted | PushDeclined | PushError;
