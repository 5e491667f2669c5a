import { forEachLeaf, mapTree, Random, type Shape, Tape, type Tensor, type Tree, untracked, vjp } from '@pullback/core';
import { formatGradientReport } from './gradientReport';
import { mismatchOf } from './mismatch';
import { type Kink, nearestKink } from './nearestKink';
import { type NumericCheck, type NumericOptions, numericCheck } from './numericCheck';
import { requireFunction, requireRecord, requireTensor } from './requireArguments';
import { requireFloat64, requireFloat64Between } from './requireFloat64';
import { requirePositive } from './requirePositive';

export interface CheckOptions {
  /** Distance between the points of the five-point formula; 1e-3 if not given. */
  readonly step?: number;
  /** The largest relative error that passes; 1e-7 if not given. */
  readonly tolerance?: number;
  /** 1 checks first derivatives; 2 checks the derivatives of those, too, and so on. 1 if not given. */
  readonly order?: number;
  /** How many entries of each input to try; all if not given. */
  readonly entries?: number;
  /** Seed of the random cotangents, and of the entries if they are drawn. */
  readonly seed?: number;
}

/** The check of one derivative: entry for entry, as many as the last input on its path has. */
export interface GradientCheck extends NumericCheck {
  /** The inputs it was taken along, first to last: `['x', 'w']` is the derivative by `w` of that by `x`. */
  readonly path: readonly string[];
  readonly shape: Shape;
  /** Why there was nothing to compare: the gradient is of another shape or dtype than the input. */
  readonly problem: string | undefined;
}

export interface GradientReport {
  readonly isRight: boolean;
  readonly checks: readonly GradientCheck[];
  /** Where `f` is nearest to a bend or a jump; undefined if it is smooth. */
  readonly nearestKink: Kink | undefined;
  toString(): string;
}

/**
 * Compares the gradients of `f` at `inputs` with finite differences, under random cotangents: each is a random
 * combination of the rows of the Jacobian, so that none goes unseen. Errors are relative to the largest entry of a
 * gradient: beside it, entries a million times smaller are not told from rounding.
 *
 * Shapes: any tree of float64 tensors to any tensor.
 * @throws DTypeError unless every input, the value, and all floats between them are float64.
 * @throws PullbackError if an option is not a number > 0.
 */
export function checkGradients<const T extends Tree>(
  f: (inputs: T) => Tensor,
  inputs: T,
  options: CheckOptions = {},
): GradientReport {
  requireFunction('checkGradients', 'f', f);
  requireRecord('checkGradients', 'the options', options);
  const { step = 1e-3, tolerance = 1e-7, order = 1, entries = Infinity, seed = 0 } = options;
  requirePositive('checkGradients', { step, tolerance, order, entries });
  const settings: NumericOptions = { step, tolerance, entries, random: new Random(seed) };
  const leaves: Leaf[] = [];
  forEachLeaf(inputs, (tensor, path) => {
    const name = tensor.name ?? (path === '' ? 'input' : path);
    requireFloat64('checkGradients', tensor, `'${name}'`);
    leaves.push({ tensor, name });
  });
  const call = (values: readonly Tensor[]): Tensor => {
    let next = 0;
    return f(mapTree(inputs, () => values[next++]!) as Tree as T);
  };
  const tape = new Tape();
  requireTensor(
    'checkGradients',
    "the function's value",
    tape.record(() => f(inputs)),
  );
  requireFloat64Between('checkGradients', tape, leaves);
  const checks = checkOrders(call, leaves, [], order, settings);
  const report = { isRight: checks.every((check) => check.isRight), checks, nearestKink: nearestKink(tape, inputs) };
  return { ...report, toString: () => formatGradientReport(report, tolerance) };
}

interface Leaf {
  readonly tensor: Tensor;
  readonly name: string;
}

type Call = (values: readonly Tensor[]) => Tensor;

function checkOrders(
  f: Call,
  leaves: readonly Leaf[],
  path: readonly string[],
  orders: number,
  settings: NumericOptions,
): GradientCheck[] {
  const primals = leaves.map((leaf) => leaf.tensor);
  const { value, pullback } = vjp(f, primals);
  requireFloat64('checkGradients', value, "the function's value");
  const cotangent = settings.random.normal(value.shape, { dtype: 'float64' });
  const gradients = pullback(cotangent);
  const checks = leaves.map((leaf, i): GradientCheck => {
    const phi = (x: Tensor): number => {
      const moved = primals.map((primal, j) => (j === i ? x : primal));
      const y = untracked(() => f(moved));
      return dot(cotangent, y);
    };
    const gradient = gradients[i]!;
    const problem = mismatchOf('autograd gives', gradient, leaf.tensor);
    const found = problem === undefined ? numericCheck(phi, leaf.tensor, gradient, settings) : NOTHING_COMPARED;
    return { path: [...path, leaf.name], shape: leaf.tensor.shape, problem, ...found };
  });
  if (orders === 1) return checks;
  // The cotangent of each input is itself a function: of the inputs, and of the cotangent it was pulled back from.
  const seed: Leaf = { tensor: cotangent, name: `ȳ${'′'.repeat(path.length)}` };
  const higher = leaves.flatMap((leaf, i) => {
    const cotangentOfInput: Call = (values) => vjp(f, values.slice(0, -1)).pullback(values.at(-1)!)[i]!;
    return checkOrders(cotangentOfInput, [...leaves, seed], [...path, leaf.name], orders - 1, settings);
  });
  return [...checks, ...higher];
}

const NOTHING_COMPARED: NumericCheck = {
  entries: 0,
  kinks: 0,
  isRight: false,
  hidden: 0,
  relativeError: Infinity,
  worst: undefined,
};

function dot(a: Tensor, b: Tensor): number {
  let total = 0;
  for (let i = 0; i < a.size; i++) total += a.data[i]! * b.data[i]!;
  return total;
}
