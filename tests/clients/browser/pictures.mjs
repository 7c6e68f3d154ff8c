// SPDX-License-Identifier: MIT
// Stands in for the pictures of articles, which lie on other hosts: a seascape for each URL, always the same.

function hash(text) {
  let value = 2166136261;
  for (const character of text) value = Math.imul(value ^ character.codePointAt(0), 16777619) >>> 0;
  return value;
}

const SKIES = [
  ['#f6d7b0', '#e58f65', '#274060'],
  ['#cfe3ec', '#7fb2c6', '#17415a'],
  ['#f3e3c3', '#d9a566', '#35524a'],
  ['#d7dbe8', '#8f9cc0', '#2b2f4e'],
  ['#e9efe6', '#9dc0a7', '#1f4d4a'],
  ['#fbe1dc', '#e0928e', '#4a2c4d'],
];

function wave(width, height, top, swing, phase) {
  const points = [];
  for (let x = 0; x <= width; x += 40) {
    points.push(`${x},${(top + swing * Math.sin(x / 130 + phase) + (swing / 2) * Math.sin(x / 47 + phase * 3)).toFixed(1)}`);
  }
  return `M0,${height} L${points.join(' L')} L${width},${height} Z`;
}

export function pictureFor(url) {
  const seed = hash(url);
  const [light, middle, deep] = SKIES[seed % SKIES.length];
  const sun = { x: 150 + (seed % 900), y: 150 + ((seed >>> 5) % 200), r: 50 + ((seed >>> 9) % 60) };
  const waves = [0, 1, 2, 3].map((i) => {
    const top = 430 + i * 100 - ((seed >>> 3) % 50);
    return `<path d="${wave(1200, 800, top, 18 + i * 9, (seed % 17) + i * 2)}" fill="${deep}" fill-opacity="${0.3 + i * 0.22}"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800" viewBox="0 0 1200 800">
<defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="${light}"/><stop offset=".7" stop-color="${middle}"/></linearGradient></defs>
<rect width="1200" height="800" fill="url(#s)"/><circle cx="${sun.x}" cy="${sun.y}" r="${sun.r}" fill="#fff" fill-opacity=".75"/>${waves.join('')}</svg>`;
}
