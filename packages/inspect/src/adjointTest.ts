import { forEachLeaf, isFloat, jvp, mapTree, Random, type Tensor, type Tree, vjp } from '@pullback/core';
import { requireRecord } from './requireArguments';
import { requirePositive } from './requirePositive';

export interface AdjointOptions {
  /** How many pairs of a cotangent and a tangent to try; 10 if not given. */
  readonly trials?: number;
  /** The largest relative difference that passes; 1e-12 if not given, where the value is float32 1e-5. */
  readonly tolerance?: number;
  /** Seed of the draws. */
  readonly seed?: number;
}

export interface AdjointReport {
  readonly isRight: boolean;
  /** The largest difference of the two products, relative to the sizes of what they add up. */
  readonly relativeError: number;
  /** Both products of the worst trial: `⟨u, J v⟩` by forward mode, `⟨Jᵀ u, v⟩` by reverse mode. */
  readonly worst: { readonly forward: number; readonly reverse: number };
  toString(): string;
}

const FLOAT64_TOLERANCE = 1e-12;
const FLOAT32_TOLERANCE = 1e-5;

/**
 * The adjoint test: `⟨u, J v⟩ = ⟨Jᵀ u, v⟩` for random cotangents `u` and tangents `v`. Forward mode takes the left side, reverse mode the
 * right; a rule that is wrong in one of them, or is no transpose of its twin, is found without a step to choose. A mistake that
 * both share is not: that is what `checkGradients` is for.
 *
 * Shapes: any tree of float tensors to any tensor.
 * @throws PullbackError if an option is not a number > 0, or the number of trials is not whole.
 */
export function adjointTest<const T extends Tree>(
  f: (inputs: T) => Tensor,
  inputs: T,
  options: AdjointOptions = {},
): AdjointReport {
  requireRecord('adjointTest', 'the options', options);
  const { trials = 10, tolerance, seed = 0 } = options;
  requirePositive('adjointTest', { trials, ...(tolerance === undefined ? {} : { tolerance }) });
  const random = new Random(seed);
  const drawLike = ({ shape, dtype }: Tensor): Tensor =>
    random.normal(shape, { dtype: isFloat(dtype) ? dtype : 'float64' });
  let relativeError = 0;
  let worst = { forward: 0, reverse: 0 };
  let allowed = 0;
  for (let trial = 0; trial < trials; trial++) {
    const tangents = mapTree(inputs, drawLike);
    const { value, tangent } = jvp(f, inputs, tangents);
    const cotangent = drawLike(value);
    const cotangents = vjp(f, inputs).pullback(cotangent);
    const forward = dot(cotangent, tangent as Tensor);
    const [left, right] = [leavesOf(cotangents as Tree), leavesOf(tangents as Tree)];
    const sums = left.map((leaf, i) => dot(leaf, right[i]!));
    const reverse = { value: total(sums.map(({ value }) => value)), size: total(sums.map(({ size }) => size)) };
    const error = Math.abs(forward.value - reverse.value) / Math.max(forward.size, reverse.size, Number.MIN_VALUE);
    if (trial > 0 && error <= relativeError) continue;
    relativeError = error;
    worst = { forward: forward.value, reverse: reverse.value };
    allowed = tolerance ?? (value.dtype === 'float32' ? FLOAT32_TOLERANCE : FLOAT64_TOLERANCE);
    // NaN is as wrong as can be, and is never less than anything.
    if (Number.isNaN(error)) break;
  }
  const report = { isRight: relativeError <= allowed, relativeError, worst };
  const verdict = report.isRight ? 'agree' : 'DISAGREE';
  const text =
    `⟨u, J v⟩ by forward mode and ⟨Jᵀ u, v⟩ by reverse mode ${verdict} in ${trials} trials:\n` +
    `worst ${worst.forward} and ${worst.reverse}, relative difference ${relativeError.toExponential(1)}.`;
  return { ...report, toString: () => text };
}

function leavesOf(tree: Tree): Tensor[] {
  const leaves: Tensor[] = [];
  forEachLeaf(tree, (leaf) => void leaves.push(leaf));
  return leaves;
}

/** The inner product, and the sum of the magnitudes of its terms. */
function dot(a: Tensor, b: Tensor): { readonly value: number; readonly size: number } {
  let [value, size] = [0, 0];
  for (let i = 0; i < a.size; i++) {
    const term = a.data[i]! * b.data[i]!;
    value += term;
    size += Math.abs(term);
  }
  return { value, size };
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
