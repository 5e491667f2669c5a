// Draws text from standard input as an SVG picture of a terminal: npm run -s demo | node tools/terminalPicture.mjs 'title'

import { readFileSync } from 'node:fs';

const CELL = { width: 8.43, height: 18 };
const MARGIN = 20;
const BAR = 34;

const title = process.argv[2] ?? '';
const lines = readFileSync(0, 'utf8').trim().split('\n');
const columns = Math.max(...lines.map((line) => [...line.normalize('NFC')].length));
const width = Math.ceil(columns * CELL.width + 2 * MARGIN);
const height = Math.ceil(lines.length * CELL.height + BAR + 2 * MARGIN);
const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const dots = ['#e0645c', '#e2b341', '#5fae57']
  .map((fill, i) => `<circle cx="${MARGIN + 20 * i}" cy="17" r="6" fill="${fill}"/>`)
  .join('');
const rows = lines.map((line, i) => {
  const y = BAR + MARGIN + i * CELL.height + 4;
  return line.trim() === '' ? '' : `<text x="${MARGIN}" y="${y}" xml:space="preserve">${escaped(line)}</text>`;
});

console.log(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" role="img">
<title>${escaped(title)}</title>
<rect width="${width}" height="${height}" rx="9" fill="#16202b"/>
${dots}
<text x="${width / 2}" y="22" text-anchor="middle" fill="#8da2b5" font-family="sans-serif" font-size="13">${escaped(title)}</text>
<g fill="#d6e2ec" font-family="'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14">
${rows.filter(Boolean).join('\n')}
</g>
</svg>`);
