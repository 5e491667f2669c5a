// `npm run example <name> -- <its options>`: each folder with a README is an example, its `main.ts` the page.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const names = readdirSync(__dirname).filter((name) => existsSync(join(__dirname, name, 'README.md')));
const [name, ...options] = process.argv.slice(2);

if (name !== undefined && names.includes(name) && takes(name, options)) {
  const page = join(__dirname, name, 'main.ts');
  // The page sees its own options alone.
  process.argv = [process.argv[0]!, page, ...options];
  require(page);
} else {
  const fault =
    name === undefined
      ? 'the name of one is required'
      : names.includes(name)
        ? `${name} takes no options, got ${options.join(' ')}`
        : `there is no '${name}'`;
  console.error(
    `example: ${fault}. There are:\n${names.map((known) => `  npm run example ${known}\n`).join('')}`.trimEnd(),
  );
  process.exitCode = 2;
}

/** Only a page with a file for them has options. */
function takes(name: string, options: readonly string[]): boolean {
  return options.length === 0 || existsSync(join(__dirname, name, 'options.ts'));
}
