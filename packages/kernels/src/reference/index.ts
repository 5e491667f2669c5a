export {
  elu,
  gelu,
  geluTanh,
  leak,
  leakyRelu,
  logSigmoid,
  normalProbability,
  prelu,
  sigmoid,
  silu,
  softplus,
} from './activations';
export { all, any } from './anyAll';
export { add, addScaled, chain, chainInverse, div, gate, maximum, minimum, mul, quietMul, sub, where } from './binary';
export { equal, greater, greaterEqual, less, lessEqual, notEqual } from './comparison';
export { concat } from './concat';
export { conv2d, conv2dTransposed, conv2dWeight } from './convolution';
export { cumsum } from './cumsum';
export { erf } from './erf';
export { cosh, expm1, log1p, sinh, tanh } from './exponential';
export { argmax, argmin, max, min } from './extrema';
export { gather, scatterAdd } from './gather';
export { isFinite, isNan, logicalAnd, logicalNot, logicalOr } from './logic';
export { matmul } from './matmul';
export { maxPool2d, spreadToMaxima2d, sumAtMaxima2d } from './maxPool';
export { norm } from './norm';
export { oneHot } from './oneHot';
export { pow, powLog, powNumber } from './pow';
export { prod } from './prod';
export { ceil, floor, round, sign } from './rounding';
export { logSoftmax, logSumExp, softmax } from './softmax';
export { broadcastTo, place, slice, transpose } from './strided';
export { mean, sum } from './sum';
export { acos, asin, atan, cos, oneLessSquare, sin, tan } from './trigonometric';
export { abs, clamp, copy, exp, log, neg, reciprocal, relu, rsqrt, sqrt, square, truth } from './unary';
export { deviations, standardDeviation, variance } from './variance';
