export { add, div, gate, mul, sub } from './binary';
export { equal, greater, greaterEqual, less, lessEqual, notEqual } from './comparison';
export { isFinite, isNan, logicalAnd, logicalNot, logicalOr } from './logic';
export { matmul } from './matmul';
export { oneHot } from './oneHot';
export { broadcastTo, transpose } from './strided';
export { mean, sum } from './sum';
export { copy, exp, log, neg, relu, sqrt, square, truth } from './unary';
