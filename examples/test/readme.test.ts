import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const readme = read('README.md');

test.each(['quickstart', 'training', 'derivation', 'derivatives'])(
  'the README shows examples/%s.ts as it is',
  (name) => {
    expect(readme).toContain(`\`\`\`ts\n${read(`examples/${name}.ts`)}\`\`\``);
  },
);

test('the README shows what the derivation example prints', () => {
  expect(withoutRounding(readme)).toContain(`\`\`\`\n${withoutRounding(run('examples/derivation.ts'))}\`\`\``);
});

test('the README shows what the training example prints', () => {
  const printed = run('examples/training.ts');
  rmSync(join(ROOT, 'ring.safetensors'));
  expect(readme).toContain(`\`\`\`\n${printed}\`\`\``);
});

test('the loop by hand, run again, goes on where it was', () => {
  const file = join(ROOT, 'line.safetensors');
  rmSync(file, { force: true });
  const steps = () => [...run('examples/byHand.ts').matchAll(/after (\d+) steps/g)].map(([, count]) => Number(count));
  expect(steps()).toEqual([8, 16, 24, 32, 40]);
  expect(steps()).toEqual([48, 56, 64, 72, 80]);
  rmSync(file);
});

test('docs/tape.svg is what the drawing example writes', () => {
  run('examples/drawing.ts');
  const drawn = read('tape.svg');
  rmSync(join(ROOT, 'tape.svg'));
  expect(read('docs/tape.svg')).toBe(drawn);
});

test('the README shows what the derivatives example prints', () => {
  const printed = run('examples/derivatives.ts').replaceAll(ROOT, '/home/you/pullback');
  expect(readme).toContain(`\`\`\`\n${printed}\`\`\``);
});

/** Errors that are all rounding depend on the last bits of the machine's logarithm. */
function withoutRounding(text: string): string {
  return text.replace(/\d\.\de-1\d/g, 'rounding');
}

test('the quickstart example trains', () => {
  const losses = [...run('examples/quickstart.ts').matchAll(/loss (\S+)/g)].map((match) => Number(match[1]));
  expect(losses).toHaveLength(5);
  expect(losses.at(-1)!).toBeLessThan(losses[0]! / 100);
});

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

function run(file: string): string {
  return execFileSync(process.execPath, ['-C', 'source', '-r', 'ts-node/register', file], {
    cwd: ROOT,
    encoding: 'utf8',
  });
}
