// `npm run example <name> -- <its options>`: each folder with a README is an example, its `main.ts` the page.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const names = readdirSync(__dirname).filter((name) => existsSync(join(__dirname, name, 'README.md')));
const [name, ...options] = process.argv.slice(2);

if (name !== undefined && names.includes(name)) {
  const page = join(__dirname, name, 'main.ts');
  // The page sees its own options alone.
  process.argv = [process.argv[0]!, page, ...options];
  require(page);
} else {
  const fault = name === undefined ? 'the name of one is required' : `there is no '${name}'`;
  console.error(
    `example: ${fault}. There are:\n${names.map((known) => `  npm run example ${known}\n`).join('')}`.trimEnd(),
  );
  process.exitCode = 2;
}
