import { isWellFormed } from 'imshop-contracts';
import type { ValidationOptions, Verdict } from 'imshop-contracts/schema';

type ValidatePush = (body: unknown, options: ValidationOptions) => Verdict;

/** Recognises a well-formed body by hand; Joi, loaded on first need, words every refusal. */
export class Validator {
  #validate: ValidatePush | undefined;

  validate(body: unknown, options: ValidationOptions): Verdict | Promise<Verdict> {
    if (isWellFormed(body, options.maxUserIds)) return { ok: true, push: body, converted: false };
    return this.#validate ? this.#validate(body, options) : this.#load(body, options);
  }

  async #load(body: unknown, options: ValidationOptions): Promise<Verdict> {
    const { validatePush } = await import('imshop-contracts/schema');
    this.#validate = validatePush;
    return validatePush(body, options);
  }
}
