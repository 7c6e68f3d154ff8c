// SPDX-License-Identifier: MIT
#include "exporters/stylesheet.hpp"

namespace feed_exporter {

std::string_view page_stylesheet() {
  return R"css(
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --panel: #f4f1ea; --ink: #1c1a17; --soft: #625c53; --line: #dfdad0;
  --accent: #a6350a; --bad: #b3261e; --warn: #7a5200; --good: #2b6a3b;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, P052, "URW Palladio L", Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, Inter, "Noto Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #151412; --panel: #1f1d1a; --ink: #ece8e0; --soft: #aaa297; --line: #35312b;
    --accent: #ff9e66; --bad: #ff9a90; --warn: #eec06a; --good: #8fd3a0;
  }
}
*, ::before, ::after { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 72rem; padding: 0 clamp(1.125rem, 4vw, 3rem);
  background: var(--paper); color: var(--ink); font: 1rem/1.55 var(--sans);
  overflow-wrap: break-word; -webkit-text-size-adjust: 100%;
}
h1, h2, h3, p, ul, pre { margin: 0; padding: 0; }
ul { list-style: none; }
h1, h2, h3, p, li { unicode-bidi: plaintext; }
a { color: inherit; text-decoration-color: var(--accent); text-underline-offset: .18em; }
a:hover { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 3px; }
main:focus { outline: 0; }
code, pre { font: .875em/1.6 var(--mono); }
pre code { font-size: inherit; }
time, .names b { font-variant-numeric: tabular-nums; }
time { white-space: nowrap; }
.skip { position: absolute; inset-inline-start: -99rem; top: .5rem; padding: .6rem 1rem; background: var(--ink); color: var(--paper); z-index: 2; }
.skip:focus { inset-inline-start: .5rem; }

.masthead { padding: 1.25rem 0; border-bottom: 1px solid var(--line); }
.masthead a { display: inline-flex; align-items: center; gap: .625rem; font-weight: 650; text-decoration: none; }
.masthead a::before { content: ""; width: 1.5rem; height: 1.5rem; background: url(favicon.svg) center/contain no-repeat; }

.hero { display: grid; gap: 2rem 4rem; padding: clamp(2rem, 5vw, 3.5rem) 0 clamp(1.25rem, 3vw, 2rem); }
h1 { font: 600 clamp(2.25rem, 6vw, 3.75rem)/1.05 var(--serif); letter-spacing: -.02em; text-wrap: balance; }
.lede { margin-top: 1rem; max-width: 38rem; color: var(--soft); font-size: 1.1875rem; line-height: 1.5; text-wrap: pretty; }
.facts { margin-top: 1.25rem; color: var(--soft); font-size: .9375rem; }

.subscribe { align-self: end; padding: 1.25rem 1.375rem 1.375rem; border: 1px solid var(--line); border-radius: .875rem; background: var(--panel); min-width: 0; }
.subscribe h2 { margin: 0; border: 0; padding: 0; }
.subscribe p { margin-top: .375rem; font-size: .9375rem; color: var(--soft); }
.subscribe .formats { display: flex; flex-wrap: wrap; gap: .5rem; margin: .875rem 0; }
.subscribe .formats a, .button {
  display: inline-block; padding: .5rem 1.125rem; border: 1px solid var(--accent); border-radius: 99rem;
  color: var(--accent); font-weight: 600; font-size: .9375rem; line-height: 1.4; text-decoration: none;
}
.subscribe .formats a:first-child, .subscribe .formats a:hover, .button:hover { background: var(--accent); color: var(--paper); }
.subscribe code { display: block; font-size: .8125rem; overflow-wrap: anywhere; color: var(--ink); user-select: all; }

h2 { margin: 2.25rem 0 0; padding-bottom: .625rem; border-bottom: 2px solid var(--ink); font: 650 1rem/1.4 var(--sans); }
h3 { font: 600 1.3125rem/1.25 var(--serif); letter-spacing: -.005em; text-wrap: pretty; }
h3 a { text-decoration: none; }
h3 a:hover { text-decoration: underline; text-decoration-thickness: 2px; }
.by { color: var(--soft); font-size: .875rem; }
.by > * { unicode-bidi: isolate; }
.by b { font-weight: 600; color: var(--ink); }
.by i { font-style: normal; text-transform: capitalize; }

.stories { display: grid; column-gap: 3rem; }
article { position: relative; display: grid; grid-template-columns: 1fr; align-content: start; gap: .375rem 1.25rem; padding: 1.375rem 0; border-bottom: 1px solid var(--line); min-width: 0; }
article > * { min-width: 0; }
article > p:not(.by) { grid-column: 1 / -1; }
article:has(> img) { grid-template-columns: 1fr 6rem; }
article > img { grid-column: 2; grid-row: 1 / span 2; width: 100%; aspect-ratio: 4/3; object-fit: cover; border-radius: .5rem; background: var(--panel); font-size: .75rem; color: var(--soft); overflow: hidden; }
article h3 a::after { content: ""; position: absolute; inset: 0; }
article > p:not(.by) { color: var(--soft); font-size: .9688rem; line-height: 1.5; }
.lead h3 { font-size: clamp(1.625rem, 3.6vw, 2.375rem); line-height: 1.12; letter-spacing: -.015em; }
.lead > p:not(.by) { font-size: 1.0625rem; }
article.lead:has(> img) { grid-template-columns: 1fr; }
.lead > img { grid-column: 1; grid-row: auto; aspect-ratio: 16/9; margin-bottom: .5rem; }

.lines li { display: grid; gap: .125rem 1.5rem; padding: .75rem 0; border-bottom: 1px solid var(--line); }
.lines h3 { font-size: 1.0625rem; }
.rest { margin-top: 1.25rem; color: var(--soft); }

.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); column-gap: 2.5rem; }
.cards li { display: flex; flex-direction: column; gap: .25rem; padding: 1.25rem 0 1.125rem; border-bottom: 1px solid var(--line); min-width: 0; }
.cards h3 { font-size: 1.375rem; }
.parent { display: grid; gap: .25rem 2.5rem; margin-top: 2.75rem; padding-bottom: 1rem; border-bottom: 2px solid var(--ink); }
.parent h2 { margin: 0; padding: 0; border: 0; font: 600 1.75rem/1.2 var(--serif); letter-spacing: -.01em; }
h2 a { text-decoration: none; }
h2 a:hover { text-decoration: underline; }
.cards p:not([class]), .parent p:not([class]) { font-size: .9688rem; line-height: 1.45; }
.cards .formats, .parent .formats { display: flex; gap: 1rem; margin-top: auto; padding-top: .375rem; font-size: .875rem; }
.cards .formats a, .parent .formats a { color: var(--accent); text-decoration: none; padding: .25rem 0; }
.cards .formats a:hover, .parent .formats a:hover { text-decoration: underline; }
.names { columns: 15rem; column-gap: 2.5rem; padding-top: .75rem; }
.names li { display: flex; gap: .75rem; justify-content: space-between; break-inside: avoid; padding: .25rem 0; }
.names a { text-decoration: none; min-width: 0; }
.names a:hover { text-decoration: underline; }
.names b { font-weight: 400; color: var(--soft); }

.related ul { display: flex; flex-wrap: wrap; gap: .5rem; padding-top: 1rem; }
.related a { display: block; padding: .375rem .9375rem; border: 1px solid var(--line); border-radius: 99rem; background: var(--panel); font-size: .9375rem; text-decoration: none; }
.related a:hover { border-color: var(--accent); }

.state p { padding-top: .875rem; }
.fine::before { content: "✓"; margin-inline-end: .5em; color: var(--good); font-weight: 700; }
.notices li { display: grid; grid-template-columns: 5rem 1fr; gap: .125rem 1rem; padding: .75rem 0; border-bottom: 1px solid var(--line); }
.notices code, .notices span { grid-column: 2; min-width: 0; overflow-wrap: anywhere; }
.notices b { grid-row: 1 / span 2; font-weight: 650; font-size: .9375rem; text-transform: capitalize; }
.error { color: var(--bad); }
.warning { color: var(--warn); }
.welcome p { padding: 1rem 0; max-width: 42rem; }
.welcome pre { padding: 1.125rem 1.25rem; overflow: auto; border: 1px solid var(--line); border-radius: .75rem; background: var(--panel); }

.failure { padding: clamp(3rem, 10vw, 7rem) 0 2rem; }
.failure .status { font: 600 1.125rem/1.4 var(--mono); color: var(--accent); }
.failure h1 { margin: .5rem 0 0; }
.failure p + p { margin-top: .75rem; }
.related + p { margin-top: 2.5rem; }

footer { display: flex; flex-wrap: wrap; gap: .75rem 2rem; justify-content: space-between; margin-top: 4rem; padding: 1.5rem 0 3rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .9375rem; }
footer nav { display: flex; gap: 1.5rem; }

@media (min-width: 46rem) {
  .hero { grid-template-columns: 1fr minmax(20rem, 25rem); align-items: end; }
  .hero > :only-child { grid-column: 1 / -1; }
  .stories { grid-template-columns: 1fr 1fr; }
  article:has(> img) { grid-template-columns: 1fr 7.5rem; grid-template-rows: auto auto 1fr; }
  article > img { grid-row: 1 / span 3; }
  article > p:not(.by) { grid-column: 1; }
  .lead, article:nth-child(even):last-child { grid-column: 1 / -1; }
  article.lead:has(> img) { grid-template-columns: 7fr 5fr; column-gap: 2.5rem; grid-template-rows: auto auto 1fr; padding: 1.75rem 0; }
  article.lead:has(> img) > * { grid-column: 2; }
  article.lead > img { grid-column: 1 !important; grid-row: 1 / span 3; margin: 0; }
  .parent { grid-template-columns: 1fr auto; }
  .parent .formats { grid-column: 2; grid-row: 1 / span 3; align-self: end; padding: 0; }
  .lines li { grid-template-columns: 1fr auto; align-items: baseline; }
}
)css";
}

std::string_view feed_stylesheet() {
  return R"css(
@namespace h url(http://www.w3.org/1999/xhtml);
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --panel: #f4f1ea; --ink: #1c1a17; --soft: #625c53; --line: #dfdad0; --accent: #a6350a;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, P052, "URW Palladio L", Georgia, serif;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
  display: block; padding: 1.5rem clamp(1.125rem, 5vw, 3rem) 4rem;
  background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, Inter, "Noto Sans", sans-serif;
  overflow-wrap: break-word;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #151412; --panel: #1f1d1a; --ink: #ece8e0; --soft: #aaa297; --line: #35312b; --accent: #ff9e66; }
}
feed > *, channel > *, entry > *, item > * { display: none; }
feed::before, channel::before {
  content: "This is a feed. To subscribe, copy its address into your feed reader.";
  display: block; padding: 1rem 1.25rem; border: 1px solid var(--line); border-radius: .875rem; background: var(--panel); color: var(--soft); font-size: .9375rem;
}
feed, channel { display: flex; flex-direction: column; align-items: flex-start; max-width: 46rem; margin: 0 auto; }
feed > title, channel > title, feed > subtitle, channel > description, entry, item, entry > *, item > * { unicode-bidi: plaintext; }
feed > title, channel > title { display: block; margin-top: clamp(1.5rem, 5vw, 3rem); font: 600 clamp(2.25rem, 6vw, 3.5rem)/1.08 var(--serif); letter-spacing: -.02em; }
feed > subtitle, channel > description { display: block; margin-top: .75rem; color: var(--soft); font-size: 1.1875rem; }
h|div { display: block !important; }
h|a { display: inline-block; margin-top: 1.25rem; padding: .5rem 1.125rem; border: 1px solid var(--accent); border-radius: 99rem; color: var(--accent); font-weight: 600; font-size: .9375rem; text-decoration: none; }
h|a:hover { background: var(--accent); color: var(--paper); }
h|a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
entry, item { display: flex !important; flex-direction: column; align-self: stretch; gap: .25rem; margin-top: 1.375rem; padding-top: 1.375rem; border-top: 1px solid var(--line); }
entry > title, item > title { display: block; font: 600 1.3125rem/1.25 var(--serif); }
entry > published, item > pubDate { display: block; order: 1; overflow: hidden; color: var(--soft); font: .8125rem/1.5 var(--mono); white-space: nowrap; }
entry > published { width: 10ch; }
item > pubDate { width: 16ch; }
entry > summary, item > description { display: block; order: 2; color: var(--soft); }
)css";
}

}  // namespace feed_exporter
