/** Characters of an id that stay visible: enough to tell two ids apart. */
const VISIBLE_CHARACTERS = 2;

/** Masks a customer's id, which may be a phone number: `79991234567` becomes `…67`. */
export function maskUserId(userId: string): string {
  return userId.length <= VISIBLE_CHARACTERS ? userId : `…${userId.slice(-VISIBLE_CHARACTERS)}`;
}
