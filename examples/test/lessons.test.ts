// The tutorial, and the errata, show what their programs print, and what stands in them: neither can change without the other.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const lessons = readdirSync(join(ROOT, 'examples/lessons')).filter((name) => /^\d\d-.*\.ts$/.test(name));

/** Each program, and the pages that are built around it. */
const programs: readonly (readonly [program: string, ...pages: string[]])[] = [
  ...lessons.map((lesson) => {
    const page = lesson.replace(/ts$/, 'md');
    return [`lessons/${lesson}`, `tutorial/${page}`, `zh/tutorial/${page}`] as const;
  }),
  ['errata.ts', 'errata.md'],
];

describe.each(programs)('examples/%s', (program, ...pages) => {
  const file = join(ROOT, 'examples', program);
  const texts = pages.map((page) => readFileSync(join(ROOT, 'docs', page), 'utf8'));

  it('prints what its pages show, all of it and in order, within 100 columns', () => {
    const command = ['-C', 'source', '-r', 'ts-node/register', file];
    const printed = execFileSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' });
    for (const text of texts) expect(withoutEmptyLines(blocksOf(text, '').join(''))).toBe(withoutEmptyLines(printed));
    for (const line of printed.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(100);
  });

  it('has pages alike in headings, tables, exercises and links', () => {
    const outlines = texts.map(outlineOf);
    for (const outline of outlines) expect(outline).toEqual(outlines[0]);
  });

  it('holds the code that they show', () => {
    const source = readFileSync(file, 'utf8');
    for (const text of texts) for (const code of blocksOf(text, 'ts')) expect(source).toContain(code);
  });
});

/** What a page consists of, in whatever language. */
function outlineOf(text: string): Readonly<Record<string, number>> {
  const prose = text.replace(/^```[\s\S]*?^```$/gm, '');
  const count = (pattern: RegExp): number => prose.match(pattern)?.length ?? 0;
  return {
    headings: count(/^#+ /gm),
    tableRows: count(/^\|/gm),
    numbered: count(/^\d+\. /gm),
    links: count(/\]\((?!https?:)/g),
  };
}

/** The fenced blocks of a language, without the fences; those without one are what is printed. */
function blocksOf(text: string, language: string): string[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter(([, found]) => found === language)
    .map(([, , block]) => block!);
}

/** Where a page cuts what is printed into blocks, none begins or ends with an empty line. */
function withoutEmptyLines(text: string): string {
  return text.replace(/^\n/gm, '');
}

function columnsOf(line: string): number {
  return [...line].filter((character) => character !== '\u0304').length;
}
