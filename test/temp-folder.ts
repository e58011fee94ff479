import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, onTestFinished } from 'vitest';

/** A new folder, which goes with the test that makes it. */
export function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'imshop-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Where a folder is from before the first test of the file, or `describe`, that calls this until after its last. */
export function folderOfTests(): string {
  const folder = join(tmpdir(), `imshop-test-${randomUUID()}`);
  beforeAll(() => void mkdirSync(folder, { mode: 0o700 }));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
