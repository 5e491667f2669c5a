import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as nn from '@pullback/nn';
import * as nnForNode from '@pullback/nn/node';

const ROOT = join(__dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
/** At the top, in docs, and in the folders of examples. */
const pages = ['.', 'docs', ...foldersIn('examples')].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

it.each(pages)('every link of %s leads to a file', (page) => {
  const links = [...withoutCode(read(page)).matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, link]) => link!);
  expect(links.filter((link) => !existsSync(join(ROOT, dirname(page), link)))).toEqual([]);
});

it.each([['docs/models.md', 'examples/byHand.ts']])('%s shows %s as it is', (page, file) => {
  expect(read(page)).toContain(`\`\`\`ts\n${read(file)}\`\`\``);
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
