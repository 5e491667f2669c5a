// The laws of all kernels. A kernel without a row here does not compile, and fails.

import { type Convolution, type Kernels, kernels, type NdArray, type Pooling, type Windows } from '@pullback/kernels';
import { vector, wholeNumbers } from './support';

interface Example {
  readonly inputs: readonly NdArray[];
  readonly outputShape: readonly number[];
  readonly run: (inputs: readonly NdArray[], output: NdArray) => void;
}

type UnaryKernel = (x: NdArray, output: NdArray) => void;
type BinaryKernel = (a: NdArray, b: NdArray, output: NdArray) => void;

const unary = (kernel: UnaryKernel): Example => ({
  inputs: [wholeNumbers(3, 7)],
  outputShape: [3, 7],
  run: ([x], output) => kernel(x!, output),
});

const binary = (kernel: BinaryKernel): Example => ({
  inputs: [wholeNumbers(2, 1, 5), wholeNumbers(3, 1)],
  outputShape: [2, 3, 5],
  run: ([a, b], output) => kernel(a!, b!, output),
});

const reduction = (kernel: typeof kernels.sum): Example => ({
  inputs: [wholeNumbers(2, 3, 4)],
  outputShape: [2, 4],
  run: ([x], output) => kernel(x!, output, [1]),
});

/** Windows of 3 × 2 over 5 × 6 make 3 × 4: ⌊(5 + 2 - 3) / 2⌋ + 1 and 6 - 2 · (2 - 1). */
const windows: Windows = {
  stride: [2, 1],
  padding: [
    [1, 1],
    [0, 0],
  ],
  dilation: [1, 2],
};
const convolution: Convolution = { ...windows, groups: 2 };
const pooling: Pooling = { ...windows, size: [3, 2] };

const examples: { readonly [Name in keyof Kernels]: Example } = {
  abs: unary(kernels.abs),
  acos: unary(kernels.acos),
  add: binary(kernels.add),
  addScaled: {
    inputs: [wholeNumbers(3, 7), wholeNumbers(3, 7)],
    outputShape: [3, 7],
    run: ([a, b], output) => kernels.addScaled(a!, b!, output, -3),
  },
  all: reduction(kernels.all),
  any: reduction(kernels.any),
  argmax: reduction(kernels.argmax),
  argmin: reduction(kernels.argmin),
  asin: unary(kernels.asin),
  atan: unary(kernels.atan),
  broadcastTo: {
    inputs: [wholeNumbers(3, 1)],
    outputShape: [2, 3, 5],
    run: ([x], output) => kernels.broadcastTo(x!, output),
  },
  ceil: unary(kernels.ceil),
  chain: binary(kernels.chain),
  chainInverse: binary(kernels.chainInverse),
  concat: {
    inputs: [wholeNumbers(2, 3), wholeNumbers(2, 1), wholeNumbers(2, 4)],
    outputShape: [2, 8],
    run: (xs, output) => kernels.concat(xs, output, 1),
  },
  conv2d: {
    inputs: [wholeNumbers(2, 4, 5, 6), wholeNumbers(6, 2, 3, 2)],
    outputShape: [2, 6, 3, 4],
    run: ([x, weight], output) => kernels.conv2d(x!, weight!, output, convolution),
  },
  conv2dTransposed: {
    inputs: [wholeNumbers(2, 6, 3, 4), wholeNumbers(6, 2, 3, 2)],
    outputShape: [2, 4, 5, 6],
    run: ([y, weight], output) => kernels.conv2dTransposed(y!, weight!, output, convolution),
  },
  conv2dWeight: {
    inputs: [wholeNumbers(2, 4, 5, 6), wholeNumbers(2, 6, 3, 4)],
    outputShape: [6, 2, 3, 2],
    run: ([x, y], output) => kernels.conv2dWeight(x!, y!, output, convolution),
  },
  clamp: unary((x, output) => kernels.clamp(x, output, -2, 3)),
  copy: unary(kernels.copy),
  cos: unary(kernels.cos),
  cosh: unary(kernels.cosh),
  cumsum: unary((x, output) => kernels.cumsum(x, output, { axis: 1, reverse: false, exclusive: false })),
  deviations: unary((x, output) => kernels.deviations(x, output, [1])),
  div: binary(kernels.div),
  elu: unary((x, output) => kernels.elu(x, output, 0.5)),
  erf: unary(kernels.erf),
  equal: binary(kernels.equal),
  logSoftmax: unary((x, output) => kernels.logSoftmax(x, output, [1])),
  logSumExp: reduction(kernels.logSumExp),
  max: reduction(kernels.max),
  min: reduction(kernels.min),
  norm: reduction((x, output, axes) => kernels.norm(x, output, axes, 2)),
  normalProbability: unary(kernels.normalProbability),
  notEqual: binary(kernels.notEqual),
  oneLessSquare: unary(kernels.oneLessSquare),
  less: binary(kernels.less),
  lessEqual: binary(kernels.lessEqual),
  greater: binary(kernels.greater),
  greaterEqual: binary(kernels.greaterEqual),
  logicalAnd: binary(kernels.logicalAnd),
  logicalOr: binary(kernels.logicalOr),
  logicalNot: unary(kernels.logicalNot),
  isFinite: unary(kernels.isFinite),
  isNan: unary(kernels.isNan),
  exp: unary(kernels.exp),
  expm1: unary(kernels.expm1),
  floor: unary(kernels.floor),
  gate: binary(kernels.gate),
  gather: {
    inputs: [wholeNumbers(3, 4, 2), vector(2, 0, 2, 3, 1)],
    outputShape: [3, 5, 2],
    run: ([x, indices], output) => kernels.gather(x!, indices!, output, 1),
  },
  gelu: unary(kernels.gelu),
  geluTanh: unary(kernels.geluTanh),
  leak: {
    inputs: [wholeNumbers(3, 7), wholeNumbers(3, 7)],
    outputShape: [3, 7],
    run: ([x, by], output) => kernels.leak(x!, by!, output, 0.5),
  },
  leakyRelu: unary((x, output) => kernels.leakyRelu(x, output, 0.5)),
  log: unary(kernels.log),
  log1p: unary(kernels.log1p),
  logSigmoid: unary(kernels.logSigmoid),
  matmul: {
    inputs: [wholeNumbers(3, 2), wholeNumbers(2, 6)],
    outputShape: [3, 6],
    run: ([a, b], output) => kernels.matmul(a!, b!, output, { transposeA: false, transposeB: false }),
  },
  maxPool2d: {
    inputs: [wholeNumbers(2, 3, 5, 6)],
    outputShape: [2, 3, 3, 4],
    run: ([x], output) => kernels.maxPool2d(x!, output, pooling),
  },
  maximum: binary(kernels.maximum),
  mean: reduction(kernels.mean),
  minimum: binary(kernels.minimum),
  mul: binary(kernels.mul),
  neg: unary(kernels.neg),
  oneHot: { inputs: [vector(2, 0, 3)], outputShape: [3, 4], run: ([x], output) => kernels.oneHot(x!, output) },
  place: {
    inputs: [wholeNumbers(2, 3)],
    outputShape: [4, 7],
    run: ([x], output) => kernels.place(x!, output, [3, 1], [-2, 2], 9),
  },
  pow: binary(kernels.pow),
  powLog: binary((a, b, output) => kernels.powLog(a, b, output, 2)),
  powNumber: unary((x, output) => kernels.powNumber(x, output, 3)),
  prelu: binary(kernels.prelu),
  prod: reduction(kernels.prod),
  quietMul: binary(kernels.quietMul),
  reciprocal: unary(kernels.reciprocal),
  relu: unary(kernels.relu),
  round: unary(kernels.round),
  rsqrt: unary(kernels.rsqrt),
  scatterAdd: {
    inputs: [wholeNumbers(3, 4, 2), vector(2, 0, 2), wholeNumbers(3, 3, 2)],
    outputShape: [3, 4, 2],
    run: ([x, indices, updates], output) => kernels.scatterAdd(x!, indices!, updates!, output, 1),
  },
  sigmoid: unary(kernels.sigmoid),
  sign: unary(kernels.sign),
  silu: unary(kernels.silu),
  sin: unary(kernels.sin),
  sinh: unary(kernels.sinh),
  slice: {
    inputs: [wholeNumbers(4, 7)],
    outputShape: [2, 3],
    run: ([x], output) => kernels.slice(x!, output, [3, 1], [-2, 2]),
  },
  softmax: unary((x, output) => kernels.softmax(x, output, [1])),
  softplus: unary(kernels.softplus),
  sqrt: unary(kernels.sqrt),
  spreadToMaxima2d: {
    inputs: [wholeNumbers(2, 3, 5, 6), wholeNumbers(2, 3, 3, 4), wholeNumbers(2, 3, 3, 4)],
    outputShape: [2, 3, 5, 6],
    run: ([x, maxima, values], output) => kernels.spreadToMaxima2d(x!, maxima!, values!, output, pooling),
  },
  square: unary(kernels.square),
  standardDeviation: reduction((x, output, axes) => kernels.standardDeviation(x, output, axes, 1)),
  sub: binary(kernels.sub),
  sum: reduction(kernels.sum),
  sumAtMaxima2d: {
    inputs: [wholeNumbers(2, 3, 5, 6), wholeNumbers(2, 3, 3, 4), wholeNumbers(2, 3, 5, 6)],
    outputShape: [2, 3, 3, 4],
    run: ([x, maxima, values], output) => kernels.sumAtMaxima2d(x!, maxima!, values!, output, pooling),
  },
  tan: unary(kernels.tan),
  tanh: unary(kernels.tanh),
  transpose: {
    inputs: [wholeNumbers(2, 3, 5)],
    outputShape: [5, 2, 3],
    run: ([x], output) => kernels.transpose(x!, output, [2, 0, 1]),
  },
  truth: unary(kernels.truth),
  variance: reduction((x, output, axes) => kernels.variance(x, output, axes, 1)),
  where: {
    inputs: [wholeNumbers(2, 1, 5), wholeNumbers(3, 1), wholeNumbers(3, 5)],
    outputShape: [2, 3, 5],
    run: ([condition, a, b], output) => kernels.where(condition!, a!, b!, output),
  },
};

function outputOf({ inputs, outputShape, run }: Example, before: number): number[] {
  const data = new Float64Array(outputShape.reduce((product, size) => product * size, 1)).fill(before);
  run(inputs, { shape: outputShape, data });
  return [...data];
}

it('every kernel has an example', () => {
  const { name: _, ...every } = kernels;
  expect(Object.keys(examples).sort()).toEqual(Object.keys(every).sort());
});

describe.each(Object.entries(examples))('%s', (_name, example) => {
  it('writes every element of its output', () => {
    expect(outputOf(example, Number.NaN)).toEqual(outputOf(example, 12345));
  });

  it('leaves its inputs as they were', () => {
    const before = example.inputs.map(({ data }) => [...data]);
    outputOf(example, Number.NaN);
    expect(example.inputs.map(({ data }) => [...data])).toEqual(before);
  });
});
