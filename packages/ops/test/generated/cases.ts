// How to make a case of each op. An op without a line here fails the suite.

import type { OpName } from '../table';
import type { Generate } from './choices';
import * as convolutions from './convolutions';
import { broadcast, choice, pair, pairOrNumber, unary, unaryTaking, unaryWith } from './elementwise';
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
  add: { flowing: pairOrNumber },
  asin: { flowing: unary },
  atan: { flowing: unary },
  avgPool2d: { flowing: convolutions.avgPool2d },
  broadcastTo: { flowing: broadcast },
  cast: { flowing: unaryTaking('float64'), constant: unaryTaking('int32', 'bool') },
  ceil: { constant: unary },
  concat: { flowing: shaping.concat },
  conv1d: { flowing: convolutions.conv1d },
  conv2d: { flowing: convolutions.conv2d },
  cos: { flowing: unary },
  cosh: { flowing: unary },
  div: { flowing: pairOrNumber },
  elu: { flowing: unaryWith(0.5, 2, 0) },
  embedding: { flowing: indexing.embedding },
  equal: { constant: pairOrNumber },
  erf: { flowing: unary },
  exp: { flowing: unary },
  expandDims: { flowing: shaping.expandDims },
  expm1: { flowing: unary },
  flatten: { flowing: shaping.flatten },
  flip: { flowing: shaping.flip },
  floor: { constant: unary },
  gather: { flowing: indexing.gather },
  gelu: { flowing: unaryWith({ approximation: 'tanh' }, { approximation: 'none' }) },
  greater: { constant: pairOrNumber },
  greaterEqual: { constant: pairOrNumber },
  isFinite: { constant: unary },
  isNan: { constant: unary },
  leakyRelu: { flowing: unaryWith(0.2, 2, 0) },
  less: { constant: pairOrNumber },
  lessEqual: { constant: pairOrNumber },
  log: { flowing: unary },
  log1p: { flowing: unary },
  logicalAnd: { constant: pair },
  logicalNot: { constant: unary },
  logicalOr: { constant: pair },
  logSigmoid: { flowing: unary },
  matmul: { flowing: products.matmul },
  maxPool2d: { flowing: convolutions.maxPool2d },
  mean: { flowing: reductionOfSome },
  mul: { flowing: pairOrNumber },
  neg: { flowing: unary },
  notEqual: { constant: pairOrNumber },
  oneHot: { constant: indexing.oneHot },
  pad: { flowing: shaping.pad },
  reciprocal: { flowing: unary },
  relu: { flowing: unary },
  reshape: { flowing: shaping.reshape },
  round: { constant: unary },
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
  sub: { flowing: pairOrNumber },
  sum: { flowing: reduction },
  tan: { flowing: unary },
  tanh: { flowing: unary },
  tile: { flowing: shaping.tile },
  transpose: { flowing: shaping.transpose },
  where: { flowing: choice },
};
