import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, type Run, runDemo } from './support';

const DIGITS = join(ROOT, '../shared/data/optdigits.csv');
const whenPresent = existsSync(DIGITS) ? it : it.skip;

// A run takes seconds.
jest.setTimeout(60_000);

const widths = (text: string): number[] => text.split('\n').map((line) => [...line.replace(/\p{Mark}/gu, '')].length);

/** Asserts that the program refused in one line, and gives that. */
function refusal({ status, stderr }: Run): string {
  expect(status).toBe(2);
  expect(stderr).toMatch(/^two-layer: .*\n$/);
  return stderr.trimEnd();
}

describe('as it comes', () => {
  let run: Run;
  beforeAll(async () => {
    run = await runDemo();
  });

  it('succeeds, and complains of nothing', () => {
    expect(run.status).toBe(0);
    expect(run.stderr).toBe('');
  });

  it('shows the tape', () => {
    expect(run.stdout).toContain(
      [
        'h = matmul(x, W1)        [64, 100]',
        'a = relu(h)              [64, 100]',
        'p = matmul(a, W2)        [64, 8]',
        'e = sub(p, y)            [64, 8]',
        'q = square(e)            [64, 8]',
        'L = sum(q, axes [0, 1])  []',
      ].join('\n'),
    );
  });

  it('finds every gradient right, three ways, to 1e-10', () => {
    const rows = [...run.stdout.matchAll(/^(p|W2|a|h|W1) +\[\d+, \d+\] +\S+ +(\S+) +(\S+) +\d+ of \d+ {2}(.*)$/gm)];
    expect(rows.map(([, name]) => name)).toEqual(['p', 'W2', 'a', 'h', 'W1']);
    for (const [, , byHand, numeric, verdict] of rows) {
      expect(Number(byHand)).toBeLessThanOrEqual(1e-10);
      expect(Number(numeric)).toBeLessThanOrEqual(1e-10);
      expect(verdict).toBe('right');
    }
    expect(run.stdout).toContain('The derivation is right.');
  });

  it('trains to less than 1 % of the loss at the start', () => {
    const [, first, last, share] = run.stdout.match(/^loss +(\S+) → (\S+) \((\S+) % of the start\)$/m) ?? [];
    expect(Number(last) / Number(first)).toBeLessThan(0.01);
    expect(Number(share)).toBeCloseTo((100 * Number(last)) / Number(first), 3);
  });

  it('gets every image right that it trained on, and most of the others', () => {
    expect(run.stdout).toMatch(/^training accuracy {2}100\.0 % of 64$/m);
    const [, heldOut] = run.stdout.match(/^held-out accuracy {2}(\S+) % of 320$/m) ?? [];
    expect(Number(heldOut)).toBeGreaterThan(75);
  });

  it('prints nothing that is undefined or not a number, and no more than 100 columns', () => {
    expect(run.stdout).not.toMatch(/undefined|NaN/);
    expect(Math.max(...widths(run.stdout))).toBeLessThanOrEqual(100);
  });
});

it('one seed prints the same bytes twice', async () => {
  const [first, second] = await Promise.all([1, 2].map(() => runDemo('--steps', '20', '--seed', '7')));
  expect(first).toMatchObject({ status: 0, stderr: '' });
  expect(second!.stdout).toBe(first!.stdout);
});

it('--wrong catches every derivation that looks right and is wrong', async () => {
  const { status, stdout, stderr } = await runDemo('--wrong');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/\n8 of 8 wrong derivations caught\.\n$/);
  expect(stdout.match(/^claim: {2}/gm)).toHaveLength(8);
  expect(stdout.match(/^found: {2}.*WRONG/gm)).toHaveLength(8);
  expect(stdout).not.toMatch(/undefined|NaN/);
  expect(Math.max(...widths(stdout))).toBeLessThanOrEqual(100);
});

it('--help explains the options, and succeeds', async () => {
  const { status, stdout, stderr } = await runDemo('--help');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  for (const option of [
    'data',
    'label',
    'classes',
    'samples',
    'hidden',
    'steps',
    'learning-rate',
    'seed',
    'dtype',
    'wrong',
  ]) {
    expect(stdout).toContain(`--${option} `);
  }
  expect(Math.max(...widths(stdout))).toBeLessThanOrEqual(100);
});

it('a mistake is answered by one line and exit code 2, before anything is printed', async () => {
  const run = await runDemo('--bogus');
  expect(refusal(run)).toBe("two-layer: unknown option '--bogus'. See --help.");
  expect(run.stdout).toBe('');
});

it('a learning rate that diverges is answered by one line and exit code 2', async () => {
  const line = refusal(await runDemo('--learning-rate', '1', '--hidden', '20'));
  expect(line).toMatch(/training diverged: .* try --learning-rate 0\.00125\.$/);
});

it('sizes that nobody would wait for are answered by one line and exit code 2', async () => {
  expect(refusal(await runDemo('--hidden', '99999999999'))).toContain('A whole number from 1 to 100000 is required.');
});

whenPresent('learns real digits, where ../shared/data/optdigits.csv is there', async () => {
  const { status, stdout, stderr } = await runDemo('--data', DIGITS);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('classes: 0, 1, 2, 3, 4, 5, 6, 7\n');
  expect(stdout).toContain('64 to train on');
  const [, heldOut] = stdout.match(/^held-out accuracy {2}(\S+) % of \d+$/m) ?? [];
  expect(Number(heldOut)).toBeGreaterThan(50);
});
