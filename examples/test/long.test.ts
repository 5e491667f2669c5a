import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const DIGITS = join(ROOT, '../shared/data/optdigits.csv');
const whenPresent = existsSync(DIGITS) ? it : it.skip;

it('the language example learns to tell what comes next', () => {
  const printed = run('language');
  const bits = [...printed.matchAll(/(\S+) bits a character, (\S+) on/g)].map((match) => match.slice(1).map(Number));
  expect(bits).toHaveLength(5);
  // Where all characters are alike it takes 5.25 bits; the text held out is other text.
  expect(bits.at(-1)![0]).toBeLessThan(1.2);
  expect(Math.min(...bits.map(([, heldOut]) => heldOut!))).toBeLessThan(2.7);
}, 120_000);

whenPresent(
  'the digits example reads 97 % of the digits held out, where ../shared/data/optdigits.csv is there',
  () => {
    const printed = run('digits', '--data', DIGITS);
    expect(printed.match(/^\d {2}/gm)).toHaveLength(10);
    expect(Number(printed.match(/held out: (\S+) % of 449 right/)![1])).toBeGreaterThanOrEqual(97);
  },
  120_000,
);

function run(...args: string[]): string {
  return execFileSync(process.execPath, ['-C', 'source', '-r', 'ts-node/register', 'examples/run.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
}
