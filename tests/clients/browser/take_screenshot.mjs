// SPDX-License-Identifier: MIT
// take_screenshot.mjs RENDER_PAGES FILE.png: the picture of the README, the top of a page of the sample site.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { launchBrowser, openPage, takeScreenshot } from './browser.mjs';
import { startSite } from './site_server.mjs';

const [renderPages, file] = process.argv.slice(2);
const directory = mkdtempSync(path.join(tmpdir(), 'feed-exporter-screenshot-'));
const site = await startSite(path.resolve(renderPages), directory, '', 'https://tidewater.example');
const browser = await launchBrowser();
try {
  const { page } = await openPage(browser, { width: 1200, height: 1026 });
  await page.goto(`${site.baseUrl}/feeds/all`, { waitUntil: 'networkidle' });
  writeFileSync(file, await takeScreenshot(page, false));
} finally {
  await browser.close();
  site.stop();
  rmSync(directory, { recursive: true, force: true });
}
