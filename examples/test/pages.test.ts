import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const EXAMPLES = join(__dirname, '..');
const ROOT = join(EXAMPLES, '..');
const names = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'README.md')));

/** Those whose whole run is too long for a test, or needs data that may not be there: they have tests of their own. */
const LONG: readonly string[] = ['digits', 'language'];

describe.each(names)('the README of examples/%s', (name) => {
  const readme = read(name, 'README.md');

  it('shows main.ts as it is', () => expect(readme).toContain(`\`\`\`ts\n${read(name, 'main.ts')}\`\`\``));

  if (!LONG.includes(name)) it('shows what it prints', () => expect(readme).toContain(`\`\`\`\n${run(name)}\`\`\``));
});

test('an example that is not there is answered with those that are', () => {
  const { status, stderr } = failureOf(() => run('nothing'));
  expect(status).toBe(2);
  expect(stderr).toContain("there is no 'nothing'");
  for (const name of names) expect(stderr).toContain(`npm run example ${name}`);
});

test('options that nobody reads are refused', () => {
  const { status, stderr } = failureOf(() => run('spiral', '--help'));
  expect(status).toBe(2);
  expect(stderr).toContain('example: spiral takes no options, got --help. There are:');
});

test.each([
  [[], 'the number of one is required'],
  [['14'], 'there is no lesson 14'],
  [['7', '8'], 'one at a time, got 7 8'],
])('`npm run lesson %s` is answered with the lessons that there are', (args, fault) => {
  const command = ['-C', 'source', '-r', 'ts-node/register', 'examples/lessons/run.ts', ...args];
  const { status, stderr } = failureOf(() =>
    execFileSync(process.execPath, command, { cwd: ROOT, stdio: 'pipe', encoding: 'utf8' }),
  );
  expect(status).toBe(2);
  expect(stderr).toContain(`lesson: ${fault}. There are:\n  npm run lesson 1   A program is a list of operations\n`);
  expect(stderr).toContain("\n  npm run lesson 5   Why matmul's VJP is transposed and swapped\n");
});

function read(...path: string[]): string {
  return readFileSync(join(EXAMPLES, ...path), 'utf8');
}

function run(...args: string[]): string {
  return execFileSync(process.execPath, ['-C', 'source', '-r', 'ts-node/register', 'examples/run.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

function failureOf(run: () => unknown): { readonly status: number; readonly stderr: string } {
  try {
    run();
  } catch (error) {
    return error as { status: number; stderr: string };
  }
  throw new Error('a failure was expected');
}
