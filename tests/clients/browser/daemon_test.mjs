// SPDX-License-Identifier: MIT
// daemon_test.mjs DAEMON SEEDS: every page of the daemon over a directory of seeds, as a browser meets it.
// FEED_EXPORTER_URL names a daemon that is running already.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import readline from 'node:readline';
import test, { after, before } from 'node:test';

import { evaluatePastPolicy, launchBrowser, openPage } from './browser.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let daemon;
let url = process.env.FEED_EXPORTER_URL;
let browser;

/// Starts a daemon on a port of its choice; resolves with its address once it serves.
async function startDaemon(program, seeds) {
  daemon = spawn(program, ['serve', '--seeds', seeds, '--listen', '127.0.0.1:0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  for await (const line of readline.createInterface({ input: daemon.stderr })) {
    const address = /listening on (http:\S+)/.exec(line);
    if (address) {
      daemon.stderr.resume();
      return address[1];
    }
  }
  throw new Error('the daemon ended before it served');
}

before(async () => {
  url ??= await startDaemon(path.resolve(process.argv[2]), path.resolve(process.argv[3]));
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
  if (daemon) {
    daemon.kill('SIGTERM');
    await once(daemon, 'exit');
  }
});

async function checkPage(page) {
  await evaluatePastPolicy(page, axeSource);
  const violations = await evaluatePastPolicy(
    page,
    `axe.run().then((result) => result.violations.map((violation) =>
       [violation.id, violation.nodes.map((node) => node.target.join(' ')).slice(0, 3)]))`,
  );
  assert.deepEqual(violations, [], page.url());
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, page.url());
  const body = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.notEqual(body, 'rgba(0, 0, 0, 0)', `${page.url()} is not styled`);
}

test('every page is reached from the index, accessible, small and quiet', async () => {
  const { page, complaints, close } = await openPage(browser, { width: 390 });
  const waiting = [`${url}/`];
  const seen = new Set(waiting);
  let pages = 0;
  while (waiting.length > 0) {
    const next = waiting.shift();
    const response = await page.request.get(next);
    assert.equal(response.status(), 200, next);
    if (!response.headers()['content-type'].startsWith('text/html')) continue;
    assert.ok((await response.body()).length < 30_000, `${next} is too large`);
    await page.goto(next);
    await checkPage(page);
    ++pages;
    const links = await page.evaluate(() => [...document.querySelectorAll('a[href], link[href]')].map((a) => a.href));
    for (const link of links.map((href) => href.split('#')[0])) {
      if (!link.startsWith(`${url}/`) || seen.has(link)) continue;
      seen.add(link);
      waiting.push(link);
    }
  }
  assert.ok(pages >= 3, `only ${pages} pages`);
  assert.deepEqual(complaints, []);
  await close();
});

test('a topic that is not there has a page that says so', async () => {
  const { page, complaints, close } = await openPage(browser);
  const response = await page.goto(`${url}/feeds/al`);
  assert.equal(response.status(), 404);
  await checkPage(page);
  await page.locator('main').getByRole('link', { name: 'See all topics' }).click();
  await page.waitForURL(`${url}/`);
  assert.deepEqual(complaints, []);
  await close();
});

for (const suffix of ['atom', 'rss']) {
  test(`a raw ${suffix} feed is styled, and leads to its page`, async () => {
    const { page, complaints, close } = await openPage(browser);
    await page.goto(`${url}/feeds/all.${suffix}`);
    const background = await evaluatePastPolicy(page, 'getComputedStyle(document.documentElement).backgroundColor');
    assert.equal(background, 'rgb(251, 250, 247)');
    await page.locator('a').first().click();
    await page.waitForURL('**/feeds/all');
    assert.deepEqual(complaints, []);
    await close();
  });
}
