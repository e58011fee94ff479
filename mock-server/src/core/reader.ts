import { isWellFormed } from 'imshop-contracts';
import type { ValidationOptions, Verdict } from 'imshop-contracts/schema';
import { adviseOnPush } from '../advisories/index.js';
import { magicMatch } from '../faults/magic-ids.js';
import type { Content, KnownBody, ReadingRules } from './known-bodies.js';

type ValidatePush = (body: unknown, options: ValidationOptions) => Verdict;

/** Longest wording of a refusal that is remembered, in characters: a body may have half a million faults. */
const MAX_WORDING = 4_096;

/** Reads bodies that are JSON. A well-formed one is recognised by hand; Joi, loaded on first need, words every refusal. */
export class Reader {
  #validate: ValidatePush | undefined;

  /** What the body said under these settings, where that is known. */
  known({ content, rules }: KnownBody, { maxUserIds, listAllErrors }: ReadingRules): Content | undefined {
    return rules?.maxUserIds === maxUserIds && rules.listAllErrors === listAllErrors ? content : undefined;
  }

  /** What a value says that its body was parsed to. */
  read(body: KnownBody, value: unknown, rules: ReadingRules): Content | Promise<Content> {
    if (isWellFormed(value, rules.maxUserIds)) {
      return remembered(body, rules, { ok: true, push: value, converted: false });
    }
    if (this.#validate) return remembered(body, rules, this.#validate(value, rules));
    return this.#load().then((validate) => remembered(body, rules, validate(value, rules)));
  }

  async load(): Promise<void> {
    await this.#load();
  }

  async #load(): Promise<ValidatePush> {
    const { validatePush } = await import('imshop-contracts/schema');
    this.#validate = validatePush;
    return validatePush;
  }
}

function remembered(body: KnownBody, { maxUserIds, listAllErrors }: ReadingRules, verdict: Verdict): Content {
  const content: Content = verdict.ok
    ? { verdict, advisories: adviseOnPush(verdict.push), magic: magicMatch(verdict.push.userIds), last: undefined }
    : { verdict, advisories: [], magic: undefined, last: undefined };
  if (verdict.ok || verdict.message.length <= MAX_WORDING) {
    body.content = content;
    body.rules = { maxUserIds, listAllErrors };
  }
  return content;
}
