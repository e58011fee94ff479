import { isWellFormed } from 'imshop-contracts';
import type { ValidationOptions, Verdict } from 'imshop-contracts/schema';

type ValidatePush = (body: unknown, options: ValidationOptions) => Verdict;

/** Recognises a well-formed body by hand; Joi, loaded on first need, words every refusal. */
export class Validator {
  #validate: ValidatePush | undefined;

  validate(body: unknown, options: ValidationOptions): Verdict | Promise<Verdict> {
    if (isWellFormed(body, options.maxUserIds)) return { ok: true, push: body, converted: false };
    return this.#validate ? this.#validate(body, options) : this.#loaded(body, options);
  }

  async load(): Promise<void> {
    await this.#load();
  }

  async #loaded(body: unknown, options: ValidationOptions): Promise<Verdict> {
    const validate = await this.#load();
    return validate(body, options);
  }

  async #load(): Promise<ValidatePush> {
    const { validatePush } = await import('imshop-contracts/schema');
    this.#validate = validatePush;
    return validatePush;
  }
}
