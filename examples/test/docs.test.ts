import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as nn from '@pullback/nn';
import * as nnForNode from '@pullback/nn/node';

const ROOT = join(__dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
/** At the top, in docs, and in the folders of examples. */
const pages = ['.', 'docs', 'docs/tutorial', 'docs/zh', 'docs/zh/tutorial', ...foldersIn('examples')].flatMap(
  (folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name)),
);

it.each(pages)('every link of %s leads to a file', (page) => {
  const links = [...withoutCode(read(page)).matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, link]) => link!);
  expect(links.filter((link) => !existsSync(join(ROOT, dirname(page), link)))).toEqual([]);
});

it.each([
  ['docs/models.md', 'examples/byHand.ts'],
  ['docs/check-your-derivation.md', 'examples/yourDerivation.ts'],
])('%s shows %s as it is', (page, file) => {
  expect(read(page)).toContain(`\`\`\`ts\n${read(file)}\`\`\``);
});

it('docs/check-your-derivation.md shows what each step of its mending prints', () => {
  const page = withoutRounding(read('docs/check-your-derivation.md'));
  const first = read('examples/yourDerivation.ts');
  const second = first.replace('z: () => div(sub(p, y), 5),', 'z: () => sub(p, y),');
  const third = second.replace('b: (bar) => bar.z,', 'b: (bar) => sum(bar.z, 0),');
  expect(new Set([first, second, third]).size).toBe(3);
  for (const [i, source] of [first, second, third].entries()) {
    const file = join(ROOT, `examples/mending${i}.tmp.ts`);
    writeFileSync(file, source);
    const printed = execFileSync(process.execPath, ['-C', 'source', '-r', 'ts-node/register', file], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    rmSync(file);
    expect(page).toContain(`\`\`\`\n${withoutRounding(printed)}\`\`\``);
  }
});

it('docs/models.md names every class and function of nn', () => {
  const words = new Set(read('docs/models.md').match(/\w+/g));
  const names = [...Object.keys(nn), ...Object.keys(nnForNode)];
  expect(names.filter((name) => !words.has(name))).toEqual([]);
});

function withoutCode(text: string): string {
  return text.replace(/```[\s\S]*?```|`[^`]*`/g, '');
}

function foldersIn(folder: string): string[] {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
}

/** Errors that are all rounding depend on the last bits of the machine's logarithm. */
function withoutRounding(text: string): string {
  return text.replace(/\d\.\de-1\d/g, 'rounding');
}
