// The differentiable operations. Importing this also gives tensors their methods.

import './methods';

export { equal } from './comparison/equal';
export { greater } from './comparison/greater';
export { greaterEqual } from './comparison/greaterEqual';
export { less } from './comparison/less';
export { lessEqual } from './comparison/lessEqual';
export { notEqual } from './comparison/notEqual';
export { add } from './elementwise/add';
export { cast } from './elementwise/cast';
export { div } from './elementwise/div';
export { exp } from './elementwise/exp';
export { log } from './elementwise/log';
export { mul } from './elementwise/mul';
export { neg } from './elementwise/neg';
export { relu } from './elementwise/relu';
export { sqrt } from './elementwise/sqrt';
export { square } from './elementwise/square';
export { sub } from './elementwise/sub';
export { oneHot } from './indexing/oneHot';
export { type MatmulOptions, matmul } from './linalg/matmul';
export { isFinite } from './logic/isFinite';
export { isNan } from './logic/isNan';
export { logicalAnd } from './logic/logicalAnd';
export { logicalNot } from './logic/logicalNot';
export { logicalOr } from './logic/logicalOr';
export type { BroadcastingOp, Operand, UnaryOp } from './operands';
export { mean } from './reductions/mean';
export type { ReductionOp, ReductionOptions } from './reductions/reduction';
export { sum } from './reductions/sum';
export { broadcastTo } from './shape/broadcastTo';
export { reshape } from './shape/reshape';
export { transpose } from './shape/transpose';
