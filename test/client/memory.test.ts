import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ROOT } from '../workspace/root.js';

// Only Linux reports the peak of a process.
test.skipIf(process.platform !== 'linux')(
  'a million ids are read, checked and split within 100 MB',
  async () => {
    const script = join(ROOT, 'test/.built/client/memory/million.js');
    const { stdout } = await promisify(execFile)(process.execPath, [script]);
    const { customers, grownMegabytes } = JSON.parse(stdout);
    expect(customers).toBe(1_000_000);
    expect(grownMegabytes).toBeGreaterThan(0);
    expect(grownMegabytes).toBeLessThan(100);
  },
  30_000,
);
