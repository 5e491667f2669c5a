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
  mean: (group) => total(group) / group.length,
  sum: total,
} satisfies Partial<Record<OpName, (group: readonly number[]) => number>>;

function ofElements(f: (...numbers: number[]) => number): Model {
  return (inputs, ...rest) => {
    const shape = commonShape(inputs.map((input) => input.shape));
    const all = inputs.map((input) => stretched(input, shape));
    return { shape, at: (index) => f(...all.map(({ at }) => at(index)), ...(rest as number[])) };
  };
}

function ofGroups(f: (group: readonly number[]) => number): Model {
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
    const wide: View = { shape: kept, at: (index) => f(elementsOf(groupAt(index))) };
    if (options?.keepDims) return wide;
    const left = [...shape.keys()].filter((axis) => !reduced.has(axis));
    return {
      shape: left.map((axis) => shape[axis]!),
      at: (index) => wide.at(shape.map((_, axis) => (reduced.has(axis) ? 0 : index[left.indexOf(axis)]!))),
    };
  };
}

export const modelsOfElements: Partial<Record<OpName, Model>> = {
  ...Object.fromEntries(Object.entries(OF_ELEMENTS).map(([op, f]) => [op, ofElements(f)])),
  ...Object.fromEntries(Object.entries(OF_GROUPS).map(([op, f]) => [op, ofGroups(f)])),
};
