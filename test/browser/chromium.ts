import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'google-chrome'];

/** Headless, without a sandbox that containers cannot give, and calling nobody by itself. */
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

/** `undefined` where this machine has no Chromium; the gate installs one and insists. */
export async function launchChromium(): Promise<Browser | undefined> {
  const executablePath = process.env['IMSHOP_TEST_CHROMIUM'] ?? onPath();
  if (executablePath !== undefined) return chromium.launch({ executablePath, args: FLAGS });
  if (process.env['IMSHOP_TEST_BROWSER']) throw new Error('there is no Chromium; IMSHOP_TEST_CHROMIUM can name one');
  return undefined;
}

function onPath(): string | undefined {
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
