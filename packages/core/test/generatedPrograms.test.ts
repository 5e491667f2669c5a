// What core's transformations must do to any program.

import { checkpoint, grad, hvp, jacobian, jvp, replay, type ScalarShape, Tape, type Tensor, vjp } from '@pullback/core';
import { add, mean, mul, sum } from '@pullback/ops';
import fc from 'fast-check';
import { drawLike, listing, type Program, programs, run } from './programs';

/** `npm run test:fresh` gives others. */
const SEED = Number(process.env.SEED ?? 1);
const RUNS = Number(process.env.RUNS ?? 40);
const STEP = 1e-3;

function everyProgram(claim: string, law: (program: Program) => void): void {
  test(claim, () => {
    const details = fc.check(fc.property(programs, law), { seed: SEED | 0, numRuns: RUNS });
    if (!details.failed) return;
    const seeds = `Once more: SEED=${SEED} RUNS=${RUNS} npm run test:fresh -- -t '${claim}'`;
    throw new Error([listing(details.counterexample![0]), seeds, String(details.errorInstance)].join('\n'));
  });
}

/** A scalar in which everything that the program computes has a say of its own. */
function lossOf({ steps }: Program, by?: 'engine' | 'hand'): (sources: readonly Tensor[]) => Tensor<ScalarShape> {
  return (sources) =>
    run(steps, sources, by)
      .map((x, i) => mul(mean(x), Math.cos(i)))
      .reduce((a, b) => add(a, b));
}

const sourcesOf = ({ shapes, seed }: Program): Tensor[] => drawLike(shapes, seed);
const directionOf = ({ shapes, seed }: Program, nth = 1): Tensor[] => drawLike(shapes, seed + nth);
const lastOf = <T>(list: readonly T[]): T => list.at(-1)!;

everyProgram('the gradient is what finite differences find', (program) => {
  const [f, x, v] = [lossOf(program), sourcesOf(program), directionOf(program)];
  const gradient = grad(f, { unused: 'zeros' })(x);
  expectNear(
    dotAll(gradient, v),
    slopeAlong(x, v, (moved) => f(moved).item()),
    1e-9,
  );
});

everyProgram('the gradient of a gradient is what finite differences find, and what hvp finds', (program) => {
  const [f, x, v, w] = [lossOf(program), sourcesOf(program), directionOf(program), directionOf(program, 2)];
  const along = (z: readonly Tensor[]) => dots(grad(f, { unused: 'zeros' })(z), w);
  const found = dotAll(grad(along, { unused: 'zeros' })(x), v);
  expectNear(
    found,
    slopeAlong(x, v, (moved) => along(moved).item()),
    1e-8,
  );
  expectNear(found, dotAll(hvp(f, x, v), w), 1e-12);
});

everyProgram('derivatives inside a program are those taken by hand, and so are theirs', (program) => {
  const [x, v] = [sourcesOf(program), directionOf(program)];
  const [engine, hand] = [lossOf(program), lossOf(program, 'hand')];
  expectNear(engine(x).item(), hand(x).item(), 1e-12);
  const byHand = hvp(hand, x, v);
  for (const [i, found] of hvp(engine, x, v).entries()) expectSame(found, byHand[i]!, 1e-11);
});

everyProgram('third derivatives do not depend on the order of their directions', (program) => {
  const [f, x] = [lossOf(program), sourcesOf(program)];
  const [u, v, w] = [1, 2, 3].map((nth) => directionOf(program, nth)) as [Tensor[], Tensor[], Tensor[]];
  const third = (a: Tensor[], b: Tensor[], c: Tensor[]): number => {
    const first = (z: readonly Tensor[]) => dots(grad(f, { unused: 'zeros' })(z), a);
    const second = (z: readonly Tensor[]) => jvp(first, z, b).tangent;
    return dotAll(grad(second, { unused: 'zeros' })(x), c);
  };
  expectNear(third(u, v, w), third(w, u, v), 1e-11);
});

everyProgram('a pushforward is the transpose of the pullback', (program) => {
  const [x, v] = [sourcesOf(program), directionOf(program)];
  const all = (sources: readonly Tensor[]) => run(program.steps, sources);
  const { value, tangent } = jvp(all, x, v);
  const u = drawLike(
    value.map(({ shape }) => shape),
    program.seed + 2,
  );
  expectNear(dotAll(u, tangent), dotAll(vjp(all, x).pullback(u) as readonly Tensor[], v), 1e-12);
});

everyProgram('the Jacobian is the same forward and in reverse', (program) => {
  const last = (sources: readonly Tensor[]) => lastOf(run(program.steps, sources));
  const [forward, reverse] = (['forward', 'reverse'] as const).map(
    (mode) => jacobian(last, sourcesOf(program), { mode }) as readonly Tensor[],
  );
  for (const [i, block] of forward!.entries()) expectSame(block, reverse![i]!, 1e-12);
});

everyProgram('a checkpoint anywhere changes neither values nor derivatives, first or second', (program) => {
  const { steps, seed } = program;
  const [x, v] = [sourcesOf(program), directionOf(program)];
  const [from, to] = [seed % steps.length, 1 + ((seed >> 4) % steps.length)].sort((a, b) => a - b) as [number, number];
  const inPart = checkpoint((...pool: readonly Tensor[]) => run(steps.slice(from, to), pool));
  const plain = lossOf(program);
  const checkpointed = (sources: readonly Tensor[]): Tensor<ScalarShape> => {
    const before = run(steps.slice(0, from), sources);
    const within = inPart(...sources, ...before);
    const after = run(steps.slice(to), [...sources, ...before, ...within]);
    return [...before, ...within, ...after].map((y, i) => mul(mean(y), Math.cos(i))).reduce((a, b) => add(a, b));
  };
  expect(grad(checkpointed, { unused: 'zeros' })(x).length).toBe(x.length);
  expect(checkpointed(x).item()).toBe(plain(x).item());
  for (const of of [
    (f: typeof plain) => grad(f, { unused: 'zeros' })(x),
    (f: typeof plain) =>
      grad((z: readonly Tensor[]) => dots(grad(f, { unused: 'zeros' })(z), v), { unused: 'zeros' })(x),
    (f: typeof plain) => hvp(f, x, v),
  ]) {
    const expected = of(plain);
    for (const [i, found] of of(checkpointed).entries()) expectSame(found, expected[i]!, 1e-12);
  }
});

everyProgram('a replay with other sources gives the bits of a run with them', (program) => {
  const [x, other] = [sourcesOf(program), directionOf(program)];
  const tape = new Tape();
  const values = tape.record(() => run(program.steps, x));
  const replaced = new Map(x.map((source, i) => [source, other[i]!]));
  const again = values.map((value) => Array.from(replay(tape.nodes, value, replaced).data));
  expect(again).toEqual(run(program.steps, other).map(({ data }) => Array.from(data)));
});

function slopeAlong(x: readonly Tensor[], v: readonly Tensor[], f: (moved: readonly Tensor[]) => number): number {
  const at = (t: number): number => f(x.map((part, i) => add(part, mul(v[i]!, t))));
  return (8 * (at(STEP) - at(-STEP)) - (at(2 * STEP) - at(-2 * STEP))) / (12 * STEP);
}

/** `Σ ⟨aᵢ, bᵢ⟩`, differentiably. */
function dots(a: readonly Tensor[], b: readonly Tensor[]): Tensor<ScalarShape> {
  return a.map((part, i) => sum(mul(part, b[i]!))).reduce((left, right) => add(left, right));
}

function dotAll(a: readonly Tensor[], b: readonly Tensor[]): number {
  return dots(a, b).item();
}

function expectSame(actual: Tensor, expected: Tensor, within: number): void {
  expect(actual.shape).toEqual(expected.shape);
  for (const [i, value] of actual.data.entries()) expectNear(value, expected.data[i]!, within);
}

/** Fails unless the two differ by less, relative to 1 or to their size. */
function expectNear(actual: number, expected: number, within: number): void {
  const allowed = within * (1 + Math.abs(expected));
  if (Math.abs(actual - expected) <= allowed) return;
  throw new Error(`Expected ${actual} to be ${expected}, give or take ${allowed}.`);
}
