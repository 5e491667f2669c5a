// What must not compile: types.test.ts checks that these lines err, with these words, and no others. Not part of the
// repository's own type check.

import { grad, Parameter, type Shape, Tape, type Tensor, vjp, withGradient, zeros } from '@pullback/core';
import {
  add,
  argmax,
  broadcastTo,
  concat,
  conv1d,
  conv2d,
  cumsum,
  div,
  einsum,
  embedding,
  expandDims,
  flatten,
  gather,
  logicalAnd,
  matmul,
  max,
  maximum,
  maxPool2d,
  mean,
  mul,
  norm,
  oneHot,
  outer,
  pad,
  pow,
  prelu,
  scatterAdd,
  slice,
  softmax,
  split,
  squeeze,
  stack,
  sub,
  sum,
  tile,
  transpose,
  variance,
  where,
} from '@pullback/ops';

const x = zeros([64, 1000]);
const w = zeros([100, 8]);
const p = zeros([64, 8]);
const cube = zeros([2, 3, 4]);
const images = zeros([32, 3, 28, 28]);
declare const unknown: Tensor;
declare const n: number;
const masks = zeros([2], { dtype: 'bool' });

// Products.

matmul(x, w);
// ✗ Type '100' is not assignable to type '1000'
x.matmul(w);
// ✗ Type '100' is not assignable to type '1000'
matmul(x, zeros([64, 3]));
// ✗ Type '64' is not assignable to type '1000'
matmul(x, zeros([1000, 3]), { transposeA: true });
// ✗ Type '1000' is not assignable to type '64'
matmul(x, zeros([1000, 3]), { transposeB: true });
// ✗ Type '3' is not assignable to type '1000'
x.matmul(zeros([3, 1000]), { transposeA: true, transposeB: true });
// ✗ Type '1000' is not assignable to type '64'
matmul(zeros([n, 1000]), w);
// ✗ Type '100' is not assignable to type '1000'
matmul(p, zeros([9]));
// ✗ Type '9' is not assignable to type '8'
matmul(zeros([63]), p);
// ✗ Type '64' is not assignable to type '63'
matmul(zeros([8]), zeros([9]));
// ✗ Type '9' is not assignable to type '8'
matmul(cube, p);
// ✗ Type '64' is not assignable to type '4'
cube.matmul(zeros([3]));
// ✗ Type '3' is not assignable to type '4'
matmul(cube, zeros([5, 4, 6]));
// ✗ Type '5' is not assignable to type '2'
matmul(cube, zeros([7, 5, 4, 6]));
// ✗ Type '5' is not assignable to type '2'
cube.matmul(zeros([2, 3, 5]), { transposeB: true });
// ✗ Type '5' is not assignable to type '4'
matmul(p, zeros([]));
// ✗ Source has 0 element(s) but target requires 1
matmul(zeros([]), p);
// ✗ is not assignable
x.matmul(zeros([1000, 100])).matmul(zeros([99, 8]));
// ✗ Type '99' is not assignable to type '100'

outer(p, zeros([8]));
// ✗ is not assignable
zeros([8]).outer(p);
// ✗ Source has 2 element(s) but target allows only 1
einsum('ij,jk->ik', 'ij', p);
// ✗ Argument of type 'string' is not assignable

transpose(cube, [0, 1]);
// ✗ is not assignable to type 'never'
cube.transpose([0, 1, 3]);
// ✗ Type '3' is not assignable to type

// Broadcasting.

sub(p, zeros([64]));
// ✗ Type '64' is not assignable to type '8'
p.sub(zeros([64]));
// ✗ Type '64' is not assignable to type '8'
add(p, zeros([64, 9]));
// ✗ Type '9' is not assignable to type '8'
p.add(zeros([63, 8]));
// ✗ Type '63' is not assignable to type '64'
mul(zeros([n, 8]), zeros([n, 9]));
// ✗ Type '9' is not assignable to type '8'
div(zeros([3]), cube);
// ✗ Type '4' is not assignable to type '3'
maximum(p, zeros([64]));
// ✗ Type '64' is not assignable to type '8'
p.pow(zeros([64, 9]));
// ✗ Type '9' is not assignable to type '8'
pow(2, 3);
// ✗ Argument of type 'number' is not assignable to parameter of type 'Tensor<Shape>'
prelu(p, zeros([64]));
// ✗ Type 'readonly [64]' is not assignable to type 'readonly [64, 8]'
p.prelu(zeros([2, 64, 8]));
// ✗ is not assignable to parameter of type
prelu(zeros([8]), p);
// ✗ is not assignable to parameter of type
add(2, 3);
// ✗ Argument of type 'number' is not assignable to parameter of type 'Tensor<Shape>'
add('2', p);
// ✗ Argument of type 'string' is not assignable to parameter of type 'Tensor<Shape>'
where(p, zeros([64]), 0);
// ✗ Type '64' is not assignable to type '8'
where(p, zeros([8]), zeros([63, 8]));
// ✗ Type '63' is not assignable to type '64'
broadcastTo(p, [64, 9]);
// ✗ is not assignable to type

// Convolutions.

conv2d(images, zeros([8, 4, 5, 5]));
// ✗ Type '4' is not assignable to type '3'
images.conv2d(zeros([8, 4, 5, 5]), { stride: 2 });
// ✗ Type '4' is not assignable to type '3'
conv2d(zeros([n, 3, n, n]), zeros([n, 4, n, n]));
// ✗ Type '4' is not assignable to type '3'
conv2d(cube, zeros([8, 3, 5, 5]));
// ✗ Source has 3 element(s) but target requires 4
cube.conv2d(zeros([8, 3, 5, 5]));
// ✗ is not assignable
conv2d(images, zeros([8, 3, 5]));
// ✗ Source has 3 element(s) but target requires 4
conv2d(images, zeros([8, 3, 5]), { groups: 3 });
// ✗ Source has 3 element(s) but target requires 4
conv2d(images, zeros([8, 3, 5, 5]), { padding: 'full' });
// ✗ Type '"full"' is not assignable to type
conv1d(cube, zeros([8, 2, 5]));
// ✗ Type '2' is not assignable to type '3'
conv1d(images, zeros([8, 3, 5]));
// ✗ Source has 4 element(s) but target allows only 3
conv1d(cube, zeros([8, 3, 5]), { stride: [1, 1] });
// ✗ is not assignable to type 'number'
maxPool2d(cube, 2);
// ✗ Source has 3 element(s) but target requires 4
cube.avgPool2d(2);
// ✗ is not assignable
images.avgPool2d(2, { dilation: 2 });
// ✗ 'dilation' does not exist in type

// Axes.

sum(cube, 3);
// ✗ Argument of type '3' is not assignable
sum(cube, -4);
// ✗ Argument of type '-4' is not assignable
mean(cube, [0, 3]);
// ✗ Type '3' is not assignable to type
cube.sum(3);
// ✗ Argument of type '3' is not assignable
max(cube, [0, 3]);
// ✗ Type '3' is not assignable to type
argmax(cube, [0, 1]);
// ✗ is not assignable
cube.argmin(3);
// ✗ Argument of type '3' is not assignable
variance(cube, 0, { corection: 1 });
// ✗ 'corection' does not exist
norm(cube, 0, { order: '2' });
// ✗ Type 'string' is not assignable to type 'number'
softmax(cube, 3);
// ✗ Argument of type '3' is not assignable
cube.logSoftmax(-4);
// ✗ Argument of type '-4' is not assignable
cumsum(cube, 5, { reverse: true });
// ✗ Argument of type '5' is not assignable
oneHot(cube, '10');
// ✗ Argument of type 'string' is not assignable to parameter of type 'number'

// Parts of axes.

slice(p, [null, 0, 0]);
// ✗ Source has 3 element(s) but target allows only 2
p.slice([0, null, [0, 1]]);
// ✗ Source has 3 element(s) but target allows only 2
slice(p, [[0]]).slice(['1']);
// ✗ Type 'string' is not assignable to type
slice(p, 1);
// ✗ Argument of type 'number' is not assignable to parameter of type 'readonly Range[]'

// Axes merged, removed, and made longer.

flatten(p, 2);
// ✗ Argument of type '2' is not assignable
squeeze(zeros([1, 3]), 1);
// ✗ Argument of type '1' is not assignable
zeros([1, 3]).squeeze([0, -1]);
// ✗ Type '-1' is not assignable to type
expandDims(p, 3);
// ✗ Argument of type '3' is not assignable
p.expandDims([0, 4]);
// ✗ Type '4' is not assignable to type
p.flip(-3);
// ✗ Argument of type '-3' is not assignable
tile(p, [2]);
// ✗ Source has 1 element(s) but target requires 2
pad(p, [[1, 1]]);
// ✗ Source has 1 element(s) but target requires 2

// Joining and splitting.

concat([p, zeros([64, 9])]);
// ✗ Type '9' is not assignable to type '8'
concat([p, zeros([64, 9]), zeros([63, 9])], 1);
// ✗ Type '63' is not assignable to type '64'
concat([p, zeros([8])]);
// ✗ is not assignable
concat([p, p], 2);
// ✗ Argument of type '2' is not assignable
concat(p);
// ✗ is not assignable to parameter of type
stack([p, zeros([64, 9])]);
// ✗ Type '9' is not assignable to type '8'
stack([p, p], 3);
// ✗ Argument of type '3' is not assignable
split(p, 2, 2);
// ✗ Argument of type '2' is not assignable
p.split([1, 63], -3);
// ✗ Argument of type '-3' is not assignable

// Indices.

gather(cube, zeros([5]), 3);
// ✗ Argument of type '3' is not assignable
cube.gather([0, 1]);
// ✗ is not assignable to parameter of type 'Tensor<
scatterAdd(p, zeros([5]), zeros([5, 9]));
// ✗ Type '9' is not assignable to type '8'
p.scatterAdd(zeros([5]), zeros([5, 8]), 1);
// ✗ Type '5' is not assignable to type '64'
embedding(cube, zeros([5]));
// ✗ is not assignable

// Results.

export const product: Tensor<readonly [64, 9]> = matmul(p, zeros([8, 8]));
// ✗ Type '8' is not assignable to type '9'
export const difference: Tensor<readonly [64]> = sub(p, zeros([8]));
// ✗ Type 'readonly [64, 8]' is not assignable to type 'readonly [64]'
export const total: Tensor<readonly [2]> = sum(cube, [0, 1]);
// ✗ Type '4' is not assignable to type '2'
export const known: Tensor<readonly [64, 8]> = unknown;
// ✗ Target requires 2 element(s) but source may have fewer
export const part: Tensor<readonly [64]> = slice(p, [0]);
// ✗ Type '8' is not assignable to type '64'
p.shape[0] = 63;
// ✗ Cannot assign to '0' because it is a read-only property

// Gradients.

new Parameter(p).assign(w);
// ✗ Type '100' is not assignable to type '64'
vjp((x: Tensor<readonly [64, 8]>) => x.sum(0), p).pullback(zeros([64]));
// ✗ Type '64' is not assignable to type '8'
grad((x: Tensor<readonly [64, 8]>) => x.sum(0));
// ✗ Source has 1 element(s) but target allows only 0
new Tape().gradient(p, [x], { cotangent: w });
// ✗ Type '100' is not assignable to type '64'

// Generic sizes and shapes.

export function layer<B extends number>(x: Tensor<readonly [B, 64]>, w: Tensor<readonly [63, 10]>): Tensor {
  return matmul(x, w);
  // ✗ Type '63' is not assignable to type '64'
}

export function residual<S extends Shape, R extends Shape>(x: Tensor<S>, y: Tensor<R>): Tensor<S> {
  return add(x, y);
  // ✗ Type 'R' is not assignable to type 'S'
}

// Scalars and parameters.

withGradient(p, () => p);
// ✗ is not assignable
new Parameter(p).assign(x);
// ✗ is not assignable
logicalAnd(masks, 1);
// ✗ Argument of type 'number' is not assignable
