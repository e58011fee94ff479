import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'google-chrome'];

/** Headless; without the sandbox, which containers do not support; without background network access. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Launches Chromium from `IMSHOP_TEST_CHROMIUM` or the `PATH`. Returns `undefined` where there is none, and throws where
 * `IMSHOP_TEST_BROWSER` requires one.
 */
export async function launchChromium(): Promise<Browser | undefined> {
  const executablePath = process.env['IMSHOP_TEST_CHROMIUM'] ?? findOnPath();
  if (executablePath !== undefined) return chromium.launch({ executablePath, args: FLAGS });
  if (process.env['IMSHOP_TEST_BROWSER']) throw new Error('no Chromium found; set IMSHOP_TEST_CHROMIUM to its path');
  return undefined;
}

function findOnPath(): string | undefined {
  const folders = ['/usr/bin', ...(process.env['PATH'] ?? '').split(delimiter)];
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
