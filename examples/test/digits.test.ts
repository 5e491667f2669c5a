import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const DIGITS = join(ROOT, '../shared/data/optdigits.csv');
const whenPresent = existsSync(DIGITS) ? it : it.skip;

whenPresent(
  'the digits example reads 97 % of the digits held out, where ../shared/data/optdigits.csv is there',
  () => {
    const args = ['-C', 'source', '-r', 'ts-node/register', 'examples/run.ts', 'digits', '--data', DIGITS];
    const printed = execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
    expect(printed.match(/^\d {2}/gm)).toHaveLength(10);
    expect(Number(printed.match(/held out: (\S+) % of 449 right/)![1])).toBeGreaterThanOrEqual(97);
  },
  120_000,
);
