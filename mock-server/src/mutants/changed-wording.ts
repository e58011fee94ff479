/**
 * The body of a 400 in the words of today's Joi, which names a place by its path instead of nesting what it says:
 * `"message.title" is required`.
 */
export function reworded(body: string): string {
  const refusal = JSON.parse(body) as { readonly message: string };
  return JSON.stringify({ ...refusal, message: flat(refusal.message) });
}

/** `child "a" fails because [child "b" fails because ["b" is required]]`, and the like with positions in arrays. */
const STEP = /(?:child "(?<key>[^"]*)"|"[^"]*" at position (?<position>\d+)) fails because \[|"[^"]*" (?=is|must)|\]/g;

function flat(message: string): string {
  const path: string[] = [];
  return message
    .replace(STEP, (step, ...rest) => {
      const { key, position } = rest.at(-1) as { readonly key?: string; readonly position?: string };
      if (key !== undefined) path.push(path.length === 0 ? key : `.${key}`);
      else if (position !== undefined) path.push(`[${position}]`);
      else if (step === ']') path.pop();
      else return path.length === 0 ? step : `"${path.join('')}" `;
      return '';
    })
    .replace(/must be an object/g, 'must be of type object');
}
