/** Characters of an id that stay to be seen: enough to tell two apart. */
const SHOWN = 2;
/** A phone number in a text, however it is formatted. */
const PHONE_NUMBER = /\+?\d(?:[\s().-]{0,2}\d){9,14}/g;

/** A customer's id, which may be a phone number, without most of it. */
export function maskedId(id: string): string {
  return id.length <= SHOWN ? id : `…${id.slice(-SHOWN)}`;
}

/** A text without the phone numbers in it. */
export function maskedText(text: string): string {
  return text.replaceAll(PHONE_NUMBER, (number) => maskedId(number));
}
