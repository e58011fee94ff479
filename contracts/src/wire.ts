/** What the customer sees on the phone. Both texts are required and not empty. */
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

/** Any other status. `message` is there only when the status is not 200. */
export interface PushError {
  readonly error: string;
  readonly message: string;
}

/** Every body the vendor's page shows. */
export type PushAnswer = PushAccepted | PushDeclined | PushError;
