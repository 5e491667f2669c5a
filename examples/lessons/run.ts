// `npm run lesson 7`: runs the lesson of this number, the file whose name begins with it.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const lessons = readdirSync(__dirname).filter((name) => /^\d\d-.*\.ts$/.test(name));
const [number, ...others] = process.argv.slice(2);
const lesson = lessons.find((name) => Number.parseInt(name, 10) === Number(number));

if (lesson === undefined || others.length > 0) {
  const fault =
    number === undefined
      ? 'the number of one is required'
      : lesson === undefined
        ? `there is no lesson ${number}`
        : `one at a time, got ${[number, ...others].join(' ')}`;
  const titles = lessons.map((name) => `  npm run lesson ${Number.parseInt(name, 10)}`.padEnd(21) + titleOf(name));
  console.error([`lesson: ${fault}. There are:`, ...titles].join('\n'));
  process.exitCode = 2;
} else {
  require(join(__dirname, lesson));
}

/** The title of the chapter that is built around a lesson. */
function titleOf(lesson: string): string {
  const page = readFileSync(join(__dirname, '../../docs/tutorial', lesson.replace(/ts$/, 'md')), 'utf8');
  return page
    .split('\n', 1)[0]!
    .replace(/^# \d+\. /, '')
    .replaceAll('`', '');
}
