// `npm run lesson 7`: runs the lesson of this number, the file whose name begins with it.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const lessons = readdirSync(__dirname).filter((name) => /^\d\d-.*\.ts$/.test(name));
const number = Number(process.argv[2]);
const lesson = lessons.find((name) => Number.parseInt(name, 10) === number);

if (lesson === undefined) {
  const titles = lessons.map(
    (name) => `  npm run lesson ${Number.parseInt(name, 10)}   ${name.slice(3, -3).replaceAll('-', ' ')}`,
  );
  console.error(['lesson: the number of one is required. There are:', ...titles].join('\n'));
  process.exitCode = 2;
} else {
  require(join(__dirname, lesson));
}
