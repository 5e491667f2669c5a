// What elementwise ops give for each element, and reductions for each group of them.

import type { OpName } from '../table';
import { commonShape, elementsOf, fromFront, type Model, stretched, total, type View } from './views';

const { abs, acos, asin, atan, ceil, cos, cosh, exp, expm1, floor, log, log1p, max, min } = Math;
const { sign, sin, sinh, sqrt, tan, tanh } = Math;
const logistic = (x: number): number => 1 / (1 + exp(-x));

const OF_ELEMENTS = {
  abs,
  acos,
  add: (a, b) => a + b,
  asin,
  atan,
  ceil,
  clamp: (x, low = -Infinity, high = Infinity) => min(max(x, low), high),
  cos,
  cosh,
  div: (a, b) => a / b,
  elu: (x, alpha = 1) => (x > 0 ? x : alpha * (exp(x) - 1)),
  equal: (a, b) => Number(a === b),
  exp,
  expm1,
  floor,
  greater: (a, b) => Number(a > b),
  greaterEqual: (a, b) => Number(a >= b),
  isFinite: (x) => Number(Number.isFinite(x)),
  isNan: (x) => Number(Number.isNaN(x)),
  leakyRelu: (x, slope = 0.01) => (x > 0 ? x : slope * x),
  less: (a, b) => Number(a < b),
  lessEqual: (a, b) => Number(a <= b),
  log,
  log1p,
  logicalAnd: (a, b) => a * b,
  logicalNot: (a) => 1 - a,
  logicalOr: (a, b) => max(a, b),
  logSigmoid: (x) => log(logistic(x)),
  maximum: (a, b) => max(a, b),
  minimum: (a, b) => min(a, b),
  mul: (a, b) => a * b,
  neg: (x) => -x,
  notEqual: (a, b) => Number(a !== b),
  pow: (a, b) => a ** b,
  prelu: (x, slope) => (x > 0 ? x : slope * x),
  reciprocal: (x) => 1 / x,
  relu: (x) => max(x, 0),
  rsqrt: (x) => 1 / sqrt(x),
  sigmoid: logistic,
  sign,
  silu: (x) => x * logistic(x),
  sin,
  sinh,
  softplus: (x) => log(1 + exp(x)),
  sqrt,
  square: (x) => x * x,
  sub: (a, b) => a - b,
  tan,
  tanh,
  where: (condition, a, b) => (condition ? a : b),
  // biome-ignore lint/suspicious/noExplicitAny: functions of any number of numbers.
} satisfies Partial<Record<OpName, (...numbers: any[]) => number>>;

const OF_GROUPS = {
  all: (group) => Number(group.every((value) => value !== 0)),
  any: (group) => Number(group.some((value) => value !== 0)),
  argmax: (group) => group.indexOf(max(...group)),
  argmin: (group) => group.indexOf(min(...group)),
  logSumExp: (group) => log(total(group.map(exp))),
  max: (group) => max(...group),
  mean: average,
  min: (group) => min(...group),
  norm: (group, { order = 2 }) =>
    order === Infinity ? max(0, ...group.map(abs)) : total(group.map((value) => abs(value) ** order)) ** (1 / order),
  prod: (group) => group.reduce((product, value) => product * value, 1),
  standardDeviation: (group, { correction = 0 }) => sqrt(spread(group, correction)),
  sum: total,
  variance: (group, { correction = 0 }) => spread(group, correction),
} satisfies Partial<Record<OpName, OfGroup>>;

type OfGroup = (group: readonly number[], options: { readonly correction?: number; readonly order?: number }) => number;

/** Ops of the elements along one axis: each of what comes out, by its place. */
const OF_LINES = {
  cumsum: {
    axis: 0,
    at: (line, i, { reverse = false, exclusive = false } = {}) =>
      total(line.filter((_, j) => (j === i ? !exclusive : reverse ? j > i : j < i))),
  },
  logSoftmax: { axis: -1, at: (line, i) => log(exp(line[i]!) / total(line.map(exp))) },
  softmax: { axis: -1, at: (line, i) => exp(line[i]!) / total(line.map(exp)) },
} satisfies Partial<Record<OpName, OfLine>>;

interface OfLine {
  /** If none is given. */
  readonly axis: number;
  readonly at: (line: readonly number[], i: number, options?: Running) => number;
}

interface Running {
  readonly reverse?: boolean;
  readonly exclusive?: boolean;
}

function average(group: readonly number[]): number {
  return total(group) / group.length;
}

function spread(group: readonly number[], correction: number): number {
  return total(group.map((value) => (value - average(group)) ** 2)) / (group.length - correction);
}

function ofElements(f: (...numbers: number[]) => number): Model {
  return (inputs, ...rest) => {
    const shape = commonShape(inputs.map((input) => input.shape));
    const all = inputs.map((input) => stretched(input, shape));
    return { shape, at: (index) => f(...all.map(({ at }) => at(index)), ...(rest as number[])) };
  };
}

function ofGroups(f: OfGroup): Model {
  return ([x], axes, options) => {
    const { shape, at } = x!;
    const given: readonly number[] = typeof axes === 'number' ? [axes] : (axes ?? shape.keys());
    const reduced = new Set([...given].map((axis) => fromFront(axis, shape.length)));
    const group = shape.map((size, axis) => (reduced.has(axis) ? size : 1));
    const kept = shape.map((size, axis) => (reduced.has(axis) ? 1 : size));
    const groupAt = (index: readonly number[]): View => ({
      shape: group,
      at: (within) => at(within.map((i, axis) => i + index[axis]!)),
    });
    const wide: View = { shape: kept, at: (index) => f(elementsOf(groupAt(index)), options ?? {}) };
    if (options?.keepDims) return wide;
    const left = [...shape.keys()].filter((axis) => !reduced.has(axis));
    return {
      shape: left.map((axis) => shape[axis]!),
      at: (index) => wide.at(shape.map((_, axis) => (reduced.has(axis) ? 0 : index[left.indexOf(axis)]!))),
    };
  };
}

function ofLines({ axis: usual, at: pick }: OfLine): Model {
  return ([x], axis = usual, options) => {
    const { shape, at } = x!;
    const along = fromFront(axis, shape.length);
    const moved = (index: readonly number[], i: number) => index.map((other, j) => (j === along ? i : other));
    const lineAt = (index: readonly number[]) => Array.from({ length: shape[along]! }, (_, i) => at(moved(index, i)));
    return { shape, at: (index) => pick(lineAt(index), index[along]!, options) };
  };
}

export const modelsOfElements: Partial<Record<OpName, Model>> = {
  ...Object.fromEntries(Object.entries(OF_ELEMENTS).map(([op, f]) => [op, ofElements(f)])),
  ...Object.fromEntries(Object.entries(OF_GROUPS).map(([op, f]) => [op, ofGroups(f)])),
  ...Object.fromEntries(Object.entries(OF_LINES).map(([op, line]) => [op, ofLines(line)])),
};
