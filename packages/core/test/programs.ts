// Random small programs: a pool of tensors, to which each step adds one that it makes of any two of them. All shapes
// broadcast to each other, and all numbers stay within -1…1, where every step is smooth.

import { grad, jvp, Random, type Shape, type Tensor } from '@pullback/core';
import * as ops from '@pullback/ops';
import fc from 'fast-check';

export interface Program {
  /** Of the tensors in the pool at first. */
  readonly shapes: readonly Shape[];
  readonly steps: readonly Step[];
  /** Of the numbers in the pool at first, and of whatever else a law draws. */
  readonly seed: number;
}

interface Step {
  readonly op: keyof typeof OPS;
  /** Which tensors of the pool it reads, counted from the last, around and around. */
  readonly reads: readonly [number, number];
  readonly axis: 0 | 1;
}

type Operation = (a: Tensor, b: Tensor, axis: 0 | 1) => Tensor;

const WIDE = [2, 3] as const;
const wide = (x: Tensor): Tensor => ops.broadcastTo(x, WIDE);

/** What a step can do. The second operand and the axis need not be used. */
const OPS = {
  average: (a, b) => ops.mul(ops.add(a, b), 0.5),
  difference: (a, b) => ops.sub(ops.mul(a, 0.5), ops.mul(b, 0.5)),
  product: (a, b) => ops.mul(a, b),
  quotient: (a, b) => ops.div(a, ops.add(ops.square(b), 1)),
  square: (a) => ops.square(a),
  exp: (a) => ops.exp(ops.sub(a, 1)),
  log: (a) => ops.log(ops.add(ops.mul(a, 0.5), 1)),
  tanh: (a) => ops.tanh(a),
  sin: (a) => ops.sin(a),
  cos: (a) => ops.cos(a),
  sigmoid: (a) => ops.sigmoid(a),
  gelu: (a) => ops.gelu(a),
  matmul: (a, b) => ops.mul(ops.matmul(wide(a), ops.matmul(wide(b), wide(a), { transposeA: true })), 1 / 6),
  mean: (a) => ops.mean(a),
  meanAlong: (a, _b, axis) => ops.mean(wide(a), axis, { keepDims: true }),
  shifted: (a, b) => ops.concat([ops.slice(wide(a), [null, [1]]), ops.slice(wide(b), [null, [0, 1]])], 1),
  flip: (a, _b, axis) => ops.flip(wide(a), axis),
  slope: (a, b) => {
    const [at, factor] = [wide(a), wide(b)];
    return grad((x: Tensor) => ops.mean(ops.mul(ops.sin(ops.mul(x, at)), factor)))(at);
  },
  tangent: (a, b) => {
    const [at, along] = [wide(a), wide(b)];
    return jvp((x: Tensor) => ops.mul(ops.tanh(x), ops.sin(ops.mul(x, at))), at, along).tangent;
  },
} satisfies Record<string, Operation>;

/**
 * The derivatives inside, by hand. The functions that they are of see the point `at` by their closure too, where it is a
 * constant.
 */
const BY_HAND: Partial<Record<keyof typeof OPS, Operation>> = {
  slope: (a, b) => {
    const at = wide(a);
    return ops.mul(ops.mul(ops.mul(at, ops.cos(ops.square(at))), wide(b)), 1 / 6);
  },
  tangent: (a, b) => {
    const at = wide(a);
    const tanh = ops.tanh(at);
    const ofTanh = ops.mul(ops.sub(1, ops.square(tanh)), ops.sin(ops.square(at)));
    return ops.mul(ops.add(ofTanh, ops.mul(ops.mul(tanh, ops.cos(ops.square(at))), at)), wide(b));
  },
};

const step: fc.Arbitrary<Step> = fc.record({
  op: fc.constantFrom(...(Object.keys(OPS) as (keyof typeof OPS)[])),
  reads: fc.tuple(fc.nat(7), fc.nat(7)),
  axis: fc.constantFrom(0, 1),
});

export const programs: fc.Arbitrary<Program> = fc.record({
  shapes: fc.array(fc.constantFrom<Shape[]>([], [3], [2, 1], [1, 3], [2, 3]), { minLength: 1, maxLength: 3 }),
  steps: fc.array(step, { minLength: 1, maxLength: 8 }),
  seed: fc.noShrink(fc.nat()),
});

/** Numbers within -1…1, of any shapes. */
export function drawLike(shapes: readonly Shape[], seed: number): Tensor[] {
  const random = new Random(seed);
  return shapes.map((shape) => random.uniform(shape, { low: -1, high: 1, dtype: 'float64' }));
}

/** What the steps add to the pool; with derivatives inside by hand, or by the engine if not told. */
export function run(steps: readonly Step[], pool: readonly Tensor[], by: 'engine' | 'hand' = 'engine'): Tensor[] {
  const all = [...pool];
  for (const { op, reads, axis } of steps) {
    const [a, b] = reads.map((read) => all.at(-1 - (read % all.length))!) as [Tensor, Tensor];
    const operation: Operation = (by === 'hand' && BY_HAND[op]) || OPS[op];
    all.push(operation(a, b, axis));
  }
  return all.slice(pool.length);
}

/** One line for each tensor of the pool, to be read and to be pasted. */
export function listing({ shapes, steps, seed }: Program): string {
  const lines = steps.map(({ op, reads, axis }, i) => {
    const count = shapes.length + i;
    const [a, b] = reads.map((read) => `x${count - 1 - (read % count)}`);
    return `x${count} = ${op}(${a}, ${b}, ${axis})`;
  });
  const sources = shapes.map((shape, i) => `x${i}: [${shape}]`);
  return [`${sources.join(', ')}, drawLike(…, ${seed})`, ...lines].join('\n');
}
