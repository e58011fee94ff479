import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Job } from '../job.js';

/** Jobs as files, one for each job, however often it is asked for. */
export class JobFiles {
  readonly #folder: string;
  readonly #paths = new Map<Job, string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  pathOf(job: Job): string {
    const known = this.#paths.get(job);
    if (known !== undefined) return known;
    const path = join(this.#folder, `job-${this.#paths.size + 1}.json`);
    writeFileSync(path, JSON.stringify(job));
    this.#paths.set(job, path);
    return path;
  }
}
