// The tutorial shows what the lessons print, and what stands in them: neither can change without the other.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const LESSONS = join(ROOT, 'examples/lessons');
const lessons = readdirSync(LESSONS)
  .filter((name) => /^\d\d-.*\.ts$/.test(name))
  .map((name) => name.slice(0, -3));

describe.each(lessons)('lesson %s', (lesson) => {
  const source = readFileSync(join(LESSONS, `${lesson}.ts`), 'utf8');
  const chapters = ['docs/tutorial', 'docs/zh/tutorial'].map((folder) => join(ROOT, folder, `${lesson}.md`));
  const printed = (): string =>
    execFileSync(process.execPath, ['-C', 'source', '-r', 'ts-node/register', join(LESSONS, `${lesson}.ts`)], {
      cwd: ROOT,
      encoding: 'utf8',
    });

  it('prints what its chapter shows, all of it and in order', () => {
    const output = printed();
    for (const chapter of chapters.filter((file) => existsSync(file))) {
      expect(blocksOf(readFileSync(chapter, 'utf8'), '').join('')).toBe(output);
    }
    for (const line of output.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(100);
  });

  it('has a chapter, whose code stands in it', () => {
    expect(existsSync(chapters[0]!)).toBe(true);
    for (const chapter of chapters.filter((file) => existsSync(file))) {
      for (const code of blocksOf(readFileSync(chapter, 'utf8'), 'ts')) expect(source).toContain(code);
    }
  });
});

/** The fenced blocks of a language, without the fences; those without one are what is printed. */
function blocksOf(text: string, language: string): string[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter(([, found]) => found === language)
    .map(([, , block]) => block!);
}

function columnsOf(line: string): number {
  return [...line].filter((character) => character !== '\u0304').length;
}
