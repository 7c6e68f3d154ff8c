// SPDX-License-Identifier: MIT
// pages_test.mjs RENDER_PAGES: what a person meets who opens the pages in a browser, on a phone and on a desk,
// in light and dark. FEED_EXPORTER_SCREENSHOTS names a directory for pictures of them.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';

import { evaluatePastPolicy, launchBrowser, openPage, takeScreenshot } from './browser.mjs';
import { startSite } from './site_server.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const renderPages = path.resolve(process.argv[2]);

const PAGES = [
  '/',
  '/feeds/all',
  '/feeds/kelp',
  '/feeds/usual',
  '/feeds/torture',
  '/sample/troubled',
  '/sample/empty',
  '/sample/many',
  '/sample/crowded',
  '/feeds/kellp',
];
const VIEWS = [390, 1280].flatMap((width) => ['light', 'dark'].map((scheme) => ({ width, scheme })));

let directory;
let site;
let browser;

before(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'feed-exporter-pages-'));
  site = await startSite(renderPages, directory, '/news');
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
  site?.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function withPage(view, use) {
  const opened = await openPage(browser, view);
  try {
    await use(opened.page);
    assert.deepEqual(opened.complaints, []);
  } finally {
    await opened.close();
  }
}

/// Lets pictures below the fold come, and waits for them; some of the torture never come.
async function showPictures(page) {
  await evaluatePastPolicy(
    page,
    `Promise.all([...document.images].map((image) => { image.loading = 'eager'; return image.decode().catch(() => null); }))
       .then(() => null)`,
  );
}

async function keepPicture(page, name, { width, scheme }) {
  const folder = process.env.FEED_EXPORTER_SCREENSHOTS;
  if (folder) writeFileSync(path.join(folder, `${name}-${width}-${scheme}.png`), await takeScreenshot(page, true));
}

for (const view of VIEWS) {
  for (const name of PAGES) {
    test(`${name} is accessible, fits and is quiet at ${view.width} px, ${view.scheme}`, async () => {
      await withPage(view, async (page) => {
        await page.goto(site.baseUrl + name);
        await showPictures(page);
        assert.equal(await page.locator('h1').count(), 1);
        const { scroll, window } = await evaluatePastPolicy(
          page,
          '({ scroll: document.documentElement.scrollWidth, window: innerWidth })',
        );
        assert.ok(scroll <= window, `${scroll - window} px too wide`);
        await evaluatePastPolicy(page, axeSource);
        const violations = await evaluatePastPolicy(
          page,
          `axe.run().then((result) => result.violations.map((violation) =>
             [violation.impact, violation.id, violation.nodes.map((node) => node.target.join(' ')).slice(0, 3)]))`,
        );
        assert.deepEqual(violations, []);
        await keepPicture(page, name === '/' ? 'index' : name.slice(1).replaceAll('/', '-'), view);
      });
    });
  }

  for (const suffix of ['atom', 'rss']) {
    test(`a raw ${suffix} feed is styled and leads to its page at ${view.width} px, ${view.scheme}`, async () => {
      await withPage(view, async (page) => {
        await page.goto(`${site.baseUrl}/feeds/all.${suffix}`);
        const look = await evaluatePastPolicy(
          page,
          `(() => {
             const style = (selector) => getComputedStyle(document.querySelector(selector));
             const { backgroundColor, color } = getComputedStyle(document.documentElement);
             return { background: backgroundColor, color,
                      title: parseFloat(style('${suffix === 'atom' ? 'feed' : 'channel'} > title').fontSize),
                      generator: style('generator').display,
                      wide: document.documentElement.scrollWidth - innerWidth };
           })()`,
        );
        assert.ok(look.title >= 32, 'the title is not styled');
        assert.equal(look.generator, 'none');
        assert.notEqual(look.background, look.color);
        assert.ok(look.wide <= 0, `${look.wide} px too wide`);
        await keepPicture(page, `raw-${suffix}`, view);
        await page.locator('a').first().click();
        await page.waitForURL('**/feeds/all');
        assert.equal(await page.locator('h1').textContent(), 'Everything');
      });
    });
  }
}

test('every link within the site leads somewhere', async () => {
  await withPage({}, async (page) => {
    const waiting = [`${site.baseUrl}/`];
    const seen = new Set(waiting);
    while (waiting.length > 0) {
      const url = waiting.shift();
      const response = await page.request.get(url);
      assert.equal(response.status(), 200, url);
      if (!response.headers()['content-type'].startsWith('text/html')) continue;
      await page.goto(url);
      const links = await evaluatePastPolicy(
        page,
        `[...document.querySelectorAll('a[href], link[href]')].map((link) => link.href)`,
      );
      for (const link of links) {
        const [address, fragment] = link.split('#');
        if (fragment) assert.equal(await page.locator(`[id="${fragment}"]`).count(), 1, link);
        if (!address.startsWith(site.baseUrl) || seen.has(address)) continue;
        seen.add(address);
        waiting.push(address);
      }
    }
    // Eleven topics in four formats, the index, three lists and style sheets, the icon.
    assert.ok(seen.size >= 48, `only ${seen.size} links found`);
  });
});

test('readers discover the three feeds of a page, and each is what its type says', async () => {
  await withPage({}, async (page) => {
    await page.goto(`${site.baseUrl}/feeds/sea-ice`);
    const found = await evaluatePastPolicy(
      page,
      `[...document.querySelectorAll('link[rel=alternate]')].map(({ type, title, href }) => ({ type, title, href }))`,
    );
    assert.deepEqual(
      found.map(({ type, title }) => [type, title]),
      [
        ['application/atom+xml', 'Sea Ice (Atom)'],
        ['application/rss+xml', 'Sea Ice (RSS)'],
        ['application/feed+json', 'Sea Ice (JSON Feed)'],
      ],
    );
    for (const { type, href } of found) {
      const response = await page.request.get(href);
      assert.equal(response.status(), 200);
      assert.ok(response.headers()['content-type'].startsWith(type), href);
    }
  });
});

test('the keyboard alone suffices', async () => {
  await withPage({}, async (page) => {
    await page.goto(`${site.baseUrl}/feeds/kelp`);
    await page.keyboard.press('Tab');
    const skip = page.locator('a.skip');
    assert.ok(await skip.evaluate((link) => link === document.activeElement));
    const box = await skip.boundingBox();
    assert.ok(box.x >= 0 && box.y >= 0, 'the skip link cannot be seen');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'content');
    const names = [];
    for (let i = 0; i < 5; ++i) {
      await page.keyboard.press('Tab');
      const { text, outline } = await page.evaluate(() => {
        const style = getComputedStyle(document.activeElement);
        const outline = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
        return { text: document.activeElement.textContent, outline };
      });
      assert.ok(outline >= 2, `the focus on "${text}" cannot be seen`);
      names.push(text);
    }
    const article = 'The kelp forest that came back after the otters did';
    assert.deepEqual(names, ['Atom', 'RSS', 'JSON Feed', article, 'Coasts']);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/feeds/coasts');
  });
});

for (const origin of ['localhost', '127.0.0.1']) {
  for (const prefix of ['/news', '']) {
    test(`pages work when ${origin}${prefix} is asked instead of the base URL`, async () => {
      await withPage({}, async (page) => {
        const asked = `http://${origin}:${site.port}${prefix}`;
        await page.goto(`${asked}/`);
        const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        assert.equal(background, 'rgb(251, 250, 247)');
        await page.getByRole('link', { name: 'Kelp', exact: true }).click();
        await page.waitForURL('**/feeds/kelp');
        assert.equal(new URL(page.url()).hostname, origin);
        await page.getByRole('link', { name: 'Kelp, Atom' }).click();
        await page.waitForURL('**/feeds/kelp.atom');
        const color = await evaluatePastPolicy(page, 'getComputedStyle(document.documentElement).backgroundColor');
        assert.equal(color, 'rgb(251, 250, 247)');
      });
    });
  }
}

test('nothing is lost in a window of 320 px', async () => {
  await withPage({ width: 320 }, async (page) => {
    for (const name of PAGES) {
      await page.goto(site.baseUrl + name);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${name} is ${wide} px too wide`);
    }
  });
});
