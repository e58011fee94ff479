import { computed, signal } from '@preact/signals';
import type { Outcome } from '../../src/api/outcome.js';
import type { RequestFilter, RequestLine } from '../../src/api/requests.js';

/** What the list is narrowed to. Outcome and status are looked up in the lines; what is in bodies, only the mock can find. */
export class Filter {
  readonly outcome = signal<Outcome | ''>('');
  /** `none` for requests that got no answer. */
  readonly status = signal('');
  readonly userId = signal('');
  readonly text = signal('');

  readonly isOn = computed(() => [this.outcome, this.status, this.userId, this.text].some(({ value }) => value !== ''));

  /** What the mock must be asked for; `undefined` for nothing. */
  readonly search = computed<RequestFilter | undefined>(() => {
    const [userId, text] = [this.userId.value.trim(), this.text.value.trim()];
    if (userId === '' && text === '') return undefined;
    return { ...(userId !== '' && { userId }), ...(text !== '' && { text }) };
  });

  /** The lines of this outcome and status. */
  passing(lines: readonly RequestLine[]): readonly RequestLine[] {
    const outcome = this.outcome.value;
    if (outcome === '') return this.ofStatus(lines);
    return this.ofStatus(lines).filter((line) => line.outcome === outcome);
  }

  /** The lines of this status, whatever their outcome. */
  ofStatus(lines: readonly RequestLine[]): readonly RequestLine[] {
    const status = this.status.value;
    return status === '' ? lines : lines.filter((line) => String(line.status ?? 'none') === status);
  }

  clear(): void {
    this.outcome.value = '';
    this.status.value = '';
    this.userId.value = '';
    this.text.value = '';
  }
}
