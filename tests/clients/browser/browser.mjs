// SPDX-License-Identifier: MIT
// One Chromium, and pages in it that write down everything that should not happen.
import { chromium } from 'playwright-core';
import { pictureFor } from './pictures.mjs';

export function launchBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

const OWN_HOSTS = new Set(['127.0.0.1', 'localhost']);

/// A page of its own context. `complaints` fills with console errors, failed or foreign requests, and pictures
/// that were asked for with a referrer.
export async function openPage(browser, { width = 1280, height = 900, scheme = 'light' } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => {
    // Chromium logs the status of an error page itself.
    const ownStatus = message.location().url === page.url() && message.text().includes('404 (Not Found)');
    if (message.type() === 'error' && !ownStatus) complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('requestfailed', (request) => {
    // What was under way when the page was left, and what Chromium refuses to load into a page: credentials.
    const excused = request.failure().errorText === 'net::ERR_ABORTED' || new URL(request.url()).username !== '';
    if (!excused) complaints.push(`failed: ${request.url()} ${request.failure().errorText}`);
  });
  await context.route(
    (url) => !OWN_HOSTS.has(url.hostname),
    async (route) => {
      const request = route.request();
      if (request.resourceType() !== 'image') {
        complaints.push(`request to another host: ${request.url()}`);
        return route.abort();
      }
      if ((await request.headerValue('referer')) !== null) complaints.push(`referrer sent to ${request.url()}`);
      return route.fulfill({ contentType: 'image/svg+xml', body: pictureFor(request.url()) });
    },
  );
  return { page, complaints, close: () => context.close() };
}

/// Runs an expression past the Content-Security-Policy, which forbids it to everybody else.
export async function evaluatePastPolicy(page, expression) {
  const session = await page.context().newCDPSession(page);
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

/// A picture of what is in the window, or of the whole page. Playwright's own waits for ever on XML documents.
export async function takeScreenshot(page, whole) {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'png', captureBeyondViewport: whole });
  await session.detach();
  return Buffer.from(data, 'base64');
}
