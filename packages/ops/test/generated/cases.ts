// How to make a case of each op. An op without a line here fails the suite.

import { sameEachTime } from '../support';
import type { OpName } from '../table';
import type { Generate } from './choices';
import * as convolutions from './convolutions';
import { broadcast, choice, pair, pairLikeFirst, pairOr, power, unary, unaryWith } from './elementwise';
import * as indexing from './indexing';
import * as products from './products';
import { reduction, reductionOfSome } from './reductions';
import * as shaping from './shaping';

/** Cases through which cotangents flow, and those whose output is a constant to backward. */
export interface Generated {
  readonly flowing?: Generate;
  readonly constant?: Generate;
}

export const cases: Readonly<Record<OpName, Generated>> = {
  abs: { flowing: unary },
  acos: { flowing: unary },
  add: { flowing: pairOr(2, 0, -1) },
  asin: { flowing: unary },
  atan: { flowing: unary },
  avgPool2d: { flowing: convolutions.avgPool2d },
  broadcastTo: { flowing: broadcast },
  cast: { flowing: unaryWith(['float64']), constant: unaryWith(['int32'], ['bool']) },
  ceil: { constant: unary },
  clamp: { flowing: unaryWith([-1, 1], [-1], [undefined, 1], [1, 1], [-Infinity, 1], []) },
  concat: { flowing: shaping.concat },
  conv1d: { flowing: convolutions.conv1d },
  conv2d: { flowing: convolutions.conv2d },
  cos: { flowing: unary },
  cosh: { flowing: unary },
  div: { flowing: pairOr(2, -1.5) },
  einsum: { flowing: products.einsum },
  elu: { flowing: unaryWith([], [0.5], [2], [0]) },
  embedding: { flowing: indexing.embedding },
  equal: { constant: pairOr(1, 0) },
  erf: { flowing: unary },
  exp: { flowing: unary },
  expandDims: { flowing: shaping.expandDims },
  expm1: { flowing: unary },
  flatten: { flowing: shaping.flatten },
  flip: { flowing: shaping.flip },
  floor: { constant: unary },
  gather: { flowing: indexing.gather },
  gelu: { flowing: unaryWith([], [{ approximation: 'tanh' }], [{ approximation: 'none' }]) },
  greater: { constant: pairOr(1, 0) },
  greaterEqual: { constant: pairOr(1, 0) },
  isFinite: { constant: unary },
  isNan: { constant: unary },
  leakyRelu: { flowing: unaryWith([], [0.2], [2], [0]) },
  less: { constant: pairOr(1, 0) },
  lessEqual: { constant: pairOr(1, 0) },
  log: { flowing: unary },
  log1p: { flowing: unary },
  logicalAnd: { constant: pair },
  logicalNot: { constant: unary },
  logicalOr: { constant: pair },
  logSigmoid: { flowing: unary },
  matmul: { flowing: products.matmul },
  maximum: { flowing: pairOr(3, -3) },
  maxPool2d: { flowing: convolutions.maxPool2d },
  mean: { flowing: reductionOfSome },
  minimum: { flowing: pairOr(3, -3) },
  mul: { flowing: pairOr(2, 0, -1) },
  neg: { flowing: unary },
  notEqual: { constant: pairOr(1, 0) },
  oneHot: { constant: indexing.oneHot },
  outer: { flowing: products.outer },
  pad: { flowing: shaping.pad },
  pow: { flowing: power },
  prelu: { flowing: pairLikeFirst },
  reciprocal: { flowing: unary },
  relu: { flowing: unary },
  reshape: { flowing: shaping.reshape },
  round: { constant: unary },
  rrelu: { flowing: unaryWith([sameEachTime], [sameEachTime, { low: -1, high: 2 }]) },
  rsqrt: { flowing: unary },
  scatterAdd: { flowing: indexing.scatterAdd },
  sigmoid: { flowing: unary },
  sign: { constant: unary },
  silu: { flowing: unary },
  sin: { flowing: unary },
  sinh: { flowing: unary },
  slice: { flowing: shaping.slice },
  softplus: { flowing: unary },
  split: { flowing: shaping.split },
  sqrt: { flowing: unary },
  square: { flowing: unary },
  squeeze: { flowing: shaping.squeeze },
  stack: { flowing: shaping.stack },
  sub: { flowing: pairOr(2, 0, -1) },
  sum: { flowing: reduction },
  tan: { flowing: unary },
  tanh: { flowing: unary },
  tile: { flowing: shaping.tile },
  transpose: { flowing: shaping.transpose },
  where: { flowing: choice },
};
