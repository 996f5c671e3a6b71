import { access } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';

const USUAL_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const browserPath = async (): Promise<string> => {
  const wanted = process.env['CHROMIUM'];
  for (const path of wanted === undefined ? USUAL_PLACES : [wanted]) {
    try {
      await access(path);
      return path;
    } catch {
      // Not there: try the next.
    }
  }
  throw new Error('No Chromium found: install it, or name it in the environment variable CHROMIUM.');
};

/** The Chromium of this machine; throws where there is none, because a browser test that does not run must not pass. */
export const openBrowser = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: await browserPath(),
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
