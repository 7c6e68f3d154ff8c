// SPDX-License-Identifier: MIT
// Serves the files of render_pages on the loopback interface with the headers that the daemon gives them.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';

// Browsers show what is labelled as Atom or RSS as plain text, or save it; only XML gets its style sheet.
const FEED_TYPE = /^application\/(atom|rss)\+xml/;

function answer(request, response, site) {
  const url = decodeURIComponent(new URL(request.url, 'http://host').pathname);
  const below = url.startsWith(`${site.basePath}/`) ? url.slice(site.basePath.length) : url;
  const entry = site.files.get(below);
  if (!entry) {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not found');
    return;
  }
  const opened = request.headers['sec-fetch-dest'] === 'document';
  response.writeHead(entry.status, {
    'Content-Type': opened && FEED_TYPE.test(entry.type) ? 'application/xml; charset=utf-8' : entry.type,
    'Content-Security-Policy': site.csp,
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(entry.bytes);
}

/// Renders the sample site into `directory` and serves it. Its base URL is that of the server with `basePath`,
/// unless `shownUrl` names another.
export async function startSite(renderPages, directory, basePath, shownUrl) {
  const site = { basePath, files: new Map(), csp: '' };
  const server = http.createServer((request, response) => answer(request, response, site));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = server.address().port;
  const baseUrl = `http://127.0.0.1:${port}${basePath}`;
  execFileSync(renderPages, [directory, shownUrl ?? baseUrl]);
  const manifest = JSON.parse(readFileSync(path.join(directory, 'manifest.json')));
  site.csp = manifest.csp;
  for (const [name, entry] of Object.entries(manifest.files)) {
    // The manifest holds paths as they stand in URLs.
    site.files.set(decodeURIComponent(name), { ...entry, bytes: readFileSync(path.join(directory, entry.file)) });
  }
  return { baseUrl, port, stop: () => server.close() };
}
