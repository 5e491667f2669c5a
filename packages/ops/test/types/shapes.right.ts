// Compiled, never run: the static shapes that the types must find. What must not compile is in shapes.wrong.ts.

import {
  arange,
  eye,
  full,
  grad,
  linspace,
  ones,
  onesLike,
  Parameter,
  Random,
  type ScalarShape,
  type Shape,
  scalar,
  stopGradient,
  Tape,
  type Tensor,
  tensor,
  valueAndGrad,
  vjp,
  withGradient,
  zeros,
  zerosLike,
} from '@pullback/core';
import {
  add,
  argmax,
  argmin,
  avgPool2d,
  broadcastTo,
  cast,
  clamp,
  concat,
  conv1d,
  conv2d,
  cumsum,
  div,
  einsum,
  embedding,
  exp,
  expandDims,
  flatten,
  flip,
  gather,
  log,
  matmul,
  max,
  maximum,
  maxPool2d,
  mean,
  minimum,
  mul,
  neg,
  norm,
  oneHot,
  outer,
  pad,
  pow,
  prelu,
  relu,
  reshape,
  scatterAdd,
  slice,
  softmax,
  split,
  sqrt,
  square,
  squeeze,
  stack,
  sub,
  sum,
  tile,
  transpose,
  variance,
  where,
} from '@pullback/ops';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type ShapeOf<T> = T extends Tensor<infer S extends Shape> ? S : never;

/** `shapeOf(x).is<S>()` compiles only if `S` is exactly the static shape of `x`. */
declare function shapeOf<T>(x: T): { is<S>(...found: Same<ShapeOf<T>, S> extends true ? [] : [ShapeOf<T>]): void };
declare function typeOf<T>(x: T): { is<E>(...found: Same<T, E> extends true ? [] : [T]): void };

declare const axis: 0 | 1;
const x = zeros([64, 100]);
const w = zeros([100, 8]);
const column = zeros([64, 1]);
const bias = zeros([8]);
const cube = zeros([2, 3, 4]);
declare const n: number;
declare const sizes: number[];
declare const unknown: Tensor;
declare const list: Tensor<readonly [2, 3]>[];
declare const plainList: readonly Tensor[];
const batch = zeros([n, 100]);
const someMatrix = zeros([n, n]);

export function creation(): void {
  shapeOf(zeros([2, 3])).is<readonly [2, 3]>();
  shapeOf(ones([])).is<ScalarShape>();
  shapeOf(full([n, 3], 7)).is<readonly [number, 3]>();
  shapeOf(zeros(sizes)).is<number[]>();
  shapeOf(scalar(1)).is<ScalarShape>();
  shapeOf(eye(3)).is<readonly [3, 3]>();
  shapeOf(arange(0, 5)).is<readonly [number]>();
  shapeOf(linspace(0, 1, 11)).is<readonly [11]>();
  shapeOf(zerosLike(x)).is<readonly [64, 100]>();
  shapeOf(onesLike(x)).is<readonly [64, 100]>();
  shapeOf(new Random(1).normal([2, 3])).is<readonly [2, 3]>();
  shapeOf(new Random(1).uniform([n])).is<readonly [number]>();
  shapeOf(stopGradient(x)).is<readonly [64, 100]>();
}

export function fromElements(): void {
  shapeOf(tensor(1)).is<ScalarShape>();
  shapeOf(tensor([1, 2, 3])).is<readonly [3]>();
  shapeOf(tensor([[1, 2, 3], [4, 5, 6]])).is<readonly [2, 3]>(); // biome-ignore format: a matrix
  shapeOf(tensor([true, false])).is<readonly [2]>();
  shapeOf(tensor(new Float64Array(3))).is<readonly [number]>();
  shapeOf(tensor([1, 2, 3, 4], { shape: [2, 2] })).is<readonly [2, 2]>();
}

export function elementwise(): void {
  for (const op of [cast(x, 'float64'), exp(x), log(x), neg(x), relu(x), sqrt(x), square(x)]) {
    shapeOf(op).is<readonly [64, 100]>();
  }
  shapeOf(x.cast('float64')).is<readonly [64, 100]>();
  shapeOf(clamp(x, 0)).is<readonly [64, 100]>();
  shapeOf(x.clamp(undefined, 1).rrelu(new Random(1), { low: 0.1 })).is<readonly [64, 100]>();
  shapeOf(prelu(cube, zeros([3, 1]))).is<readonly [2, 3, 4]>();
  shapeOf(prelu(cube, scalar(0.1))).is<readonly [2, 3, 4]>();
  shapeOf(cube.prelu(zeros([n]))).is<readonly [2, 3, 4]>();
  shapeOf(prelu(batch, unknown)).is<readonly [number, 100]>();
  shapeOf(unknown.prelu(bias)).is<Shape>();
  shapeOf(x.exp().log().neg().relu().sqrt().square()).is<readonly [64, 100]>();
  shapeOf(relu(unknown)).is<Shape>();
  shapeOf(unknown.relu()).is<Shape>();
}

export function broadcasting(): void {
  const p = zeros([64, 8]);
  shapeOf(sub(p, bias)).is<readonly [64, 8]>();
  shapeOf(sub(bias, p)).is<readonly [64, 8]>();
  shapeOf(add(column, bias)).is<readonly [64, 8]>();
  shapeOf(mul(p, scalar(2))).is<readonly [64, 8]>();
  shapeOf(div(scalar(2), p)).is<readonly [64, 8]>();
  shapeOf(add(cube, zeros([3, 1]))).is<readonly [2, 3, 4]>();
  shapeOf(add(zeros([5, 1, 1]), zeros([7, 1]))).is<readonly [5, 7, 1]>();
  shapeOf(add(zeros([0, 3]), zeros([1, 3]))).is<readonly [0, 3]>();
  shapeOf(mul(p, 2)).is<readonly [64, 8]>();
  shapeOf(sub(1, p)).is<readonly [64, 8]>();
  shapeOf(maximum(bias, p)).is<readonly [64, 8]>();
  shapeOf(minimum(0, p)).is<readonly [64, 8]>();
  shapeOf(pow(p, 2)).is<readonly [64, 8]>();
  shapeOf(pow(2, p)).is<readonly [64, 8]>();
  shapeOf(column.pow(bias).maximum(0).minimum(p)).is<readonly [64, 8]>();
  shapeOf(p.sub(bias)).is<readonly [64, 8]>();
  shapeOf(bias.sub(p)).is<readonly [64, 8]>();
  shapeOf(column.add(bias).mul(p).div(2)).is<readonly [64, 8]>();
  shapeOf(where(p, 0, 1)).is<readonly [64, 8]>();
  shapeOf(where(p, p, column)).is<readonly [64, 8]>();
  shapeOf(where(column, bias, 0)).is<readonly [64, 8]>();
  shapeOf(column.where(0, bias)).is<readonly [64, 8]>();
}

export function broadcastingWithSizesKnownAtRunTime(): void {
  shapeOf(add(batch, zeros([100]))).is<readonly [number, 100]>();
  shapeOf(add(zeros([8]), zeros([n]))).is<readonly [8]>();
  shapeOf(add(zeros([n]), zeros([1]))).is<readonly [number]>();
  shapeOf(add(zeros([n]), zeros([n]))).is<readonly [number]>();
  shapeOf(add(unknown, x)).is<Shape>();
  shapeOf(add(x, unknown)).is<Shape>();
  shapeOf(x.add(unknown)).is<Shape>();
  shapeOf(unknown.add(1)).is<Shape>();
}

export function products(): void {
  shapeOf(matmul(x, w)).is<readonly [64, 8]>();
  shapeOf(x.matmul(w)).is<readonly [64, 8]>();
  shapeOf(matmul(x, zeros([64, 3]), { transposeA: true })).is<readonly [100, 3]>();
  shapeOf(matmul(x, zeros([3, 100]), { transposeB: true })).is<readonly [64, 3]>();
  shapeOf(matmul(x, zeros([3, 64]), { transposeA: true, transposeB: true })).is<readonly [100, 3]>();
  shapeOf(matmul(x, w, { transposeA: false })).is<readonly [64, 8]>();
  shapeOf(x.matmul(zeros([3, 100]), { transposeB: true })).is<readonly [64, 3]>();
  shapeOf(
    x
      .matmul(w)
      .relu()
      .matmul(zeros([8, 3])),
  ).is<readonly [64, 3]>();
  shapeOf(matmul(batch, w)).is<readonly [number, 8]>();
  shapeOf(matmul(x, someMatrix)).is<readonly [64, number]>();
  shapeOf(matmul(unknown, w)).is<Shape>();
  shapeOf(matmul(x, unknown)).is<Shape>();
  shapeOf(unknown.matmul(unknown)).is<Shape>();
  shapeOf(matmul(zeros([100]), zeros([100]))).is<ScalarShape>();
  shapeOf(matmul(x, zeros([100]))).is<readonly [64]>();
  shapeOf(matmul(zeros([64]), x)).is<readonly [100]>();
  shapeOf(zeros([64]).matmul(x)).is<readonly [100]>();
  shapeOf(matmul(x, zeros([64]), { transposeA: true })).is<readonly [100]>();
  shapeOf(matmul(zeros([n]), w)).is<readonly [8]>();
}

export function otherProducts(): void {
  shapeOf(outer(zeros([3]), zeros([5]))).is<readonly [3, 5]>();
  shapeOf(zeros([n]).outer(zeros([5]))).is<readonly [number, 5]>();
  shapeOf(outer(unknown, zeros([5]))).is<readonly [number, 5]>();
  shapeOf(einsum('ij,jk->ik', x, w)).is<Shape>();
}

export function stackedProducts(): void {
  shapeOf(matmul(cube, zeros([4, 5]))).is<readonly [2, 3, 5]>();
  shapeOf(matmul(zeros([5, 3]), cube)).is<readonly [2, 5, 4]>();
  shapeOf(matmul(cube, zeros([2, 4, 5]))).is<readonly [2, 3, 5]>();
  shapeOf(cube.matmul(zeros([2, 5, 4]), { transposeB: true })).is<readonly [2, 3, 5]>();
  shapeOf(matmul(cube, zeros([2, 3, 5]), { transposeA: true })).is<readonly [2, 4, 5]>();
  shapeOf(matmul(cube, zeros([2, 5, 3]), { transposeA: true, transposeB: true })).is<readonly [2, 4, 5]>();
  shapeOf(matmul(cube, zeros([7, 1, 4, 5]))).is<readonly [7, 2, 3, 5]>();
  shapeOf(matmul(zeros([n, 3, 4]), zeros([n, 4, 5]))).is<readonly [number, 3, 5]>();
  shapeOf(matmul(cube, zeros([n, 4, n]))).is<readonly [2, 3, number]>();
  shapeOf(matmul(cube, zeros([4]))).is<readonly [2, 3]>();
  shapeOf(matmul(zeros([3]), cube)).is<readonly [2, 4]>();
  shapeOf(matmul(cube, unknown)).is<Shape>();
}

export function reductions(): void {
  shapeOf(sum(cube)).is<ScalarShape>();
  shapeOf(sum(cube, 1)).is<readonly [2, 4]>();
  shapeOf(sum(cube, -1)).is<readonly [2, 3]>();
  shapeOf(sum(cube, -3)).is<readonly [3, 4]>();
  shapeOf(sum(cube, [0, 2])).is<readonly [3]>();
  shapeOf(sum(cube, [0, -1])).is<readonly [3]>();
  shapeOf(sum(cube, [])).is<readonly [2, 3, 4]>();
  shapeOf(mean(cube, [-1, -2, -3])).is<ScalarShape>();
  shapeOf(mean(cube, 1, { keepDims: true })).is<readonly [2, 1, 4]>();
  shapeOf(mean(cube, [0, -1], { keepDims: true })).is<readonly [1, 3, 1]>();
  shapeOf(mean(cube, undefined, { keepDims: true })).is<readonly [1, 1, 1]>();
  shapeOf(mean(cube, 1, { keepDims: false })).is<readonly [2, 4]>();
  shapeOf(cube.sum()).is<ScalarShape>();
  shapeOf(cube.mean(-2, { keepDims: true })).is<readonly [2, 1, 4]>();
  shapeOf(sum(batch, 0)).is<readonly [100]>();
  shapeOf(sum(cube, n)).is<Shape>();
  shapeOf(sum(cube, sizes, { keepDims: true })).is<readonly [number, number, number]>();
  shapeOf(sum(cube, axis)).is<readonly [3, 4] | readonly [2, 4]>();
  shapeOf(max(cube, [0, -1], { keepDims: true })).is<readonly [1, 3, 1]>();
  shapeOf(argmax(cube, -1)).is<readonly [2, 3]>();
  shapeOf(argmin(cube)).is<ScalarShape>();
  shapeOf(cube.argmax(1, { keepDims: true })).is<readonly [2, 1, 4]>();
  shapeOf(argmax(unknown, n)).is<Shape>();
  shapeOf(variance(cube, 0, { correction: 1 })).is<readonly [3, 4]>();
  shapeOf(variance(cube, 0, { correction: 1, keepDims: true })).is<readonly [1, 3, 4]>();
  shapeOf(cube.standardDeviation([0, 2], { correction: 1 })).is<readonly [3]>();
  shapeOf(norm(cube, [1, 2], { order: Infinity, keepDims: true })).is<readonly [2, 1, 1]>();
  shapeOf(unknown.norm()).is<ScalarShape>();
  shapeOf(softmax(cube)).is<readonly [2, 3, 4]>();
  shapeOf(cube.logSoftmax(0)).is<readonly [2, 3, 4]>();
  shapeOf(softmax(unknown, n)).is<Shape>();
  shapeOf(cumsum(batch, 1, { reverse: true })).is<readonly [number, 100]>();
  shapeOf(sum(unknown)).is<ScalarShape>();
  shapeOf(sum(unknown, 0)).is<Shape>();
}

export function movedAxes(): void {
  shapeOf(transpose(cube)).is<readonly [4, 3, 2]>();
  shapeOf(transpose(cube, [0, 2, 1])).is<readonly [2, 4, 3]>();
  shapeOf(cube.transpose([2, 0, 1])).is<readonly [4, 2, 3]>();
  shapeOf(transpose(batch)).is<readonly [100, number]>();
  shapeOf(transpose(unknown)).is<Shape>();
  shapeOf(reshape(cube, [6, 4])).is<readonly [6, 4]>();
  shapeOf(reshape(cube, [-1, 4])).is<readonly [number, 4]>();
  shapeOf(cube.reshape([24])).is<readonly [24]>();
  shapeOf(reshape(cube, [])).is<ScalarShape>();
  shapeOf(reshape(cube, sizes)).is<Shape>();
  shapeOf(broadcastTo(cube, [2, 3, 4])).is<readonly [2, 3, 4]>();
}

export function convolutions(): void {
  const images = zeros([32, 3, 28, 28]);
  const filters = zeros([8, 3, 5, 5]);
  shapeOf(conv2d(images, filters)).is<readonly [32, 8, number, number]>();
  shapeOf(images.conv2d(filters, { stride: 2, padding: 'same' })).is<readonly [32, 8, number, number]>();
  shapeOf(conv2d(images, zeros([6, 1, 5, 5]), { groups: 3 })).is<readonly [32, 6, number, number]>();
  shapeOf(images.conv2d(zeros([6, n, 5, 5]), { groups: n })).is<readonly [32, 6, number, number]>();
  shapeOf(conv2d(zeros([n, 3, 28, n]), filters, { padding: [1, 2] })).is<readonly [number, 8, number, number]>();
  shapeOf(conv2d(unknown, filters)).is<readonly [number, 8, number, number]>();
  shapeOf(unknown.conv2d(unknown)).is<readonly [number, number, number, number]>();
  shapeOf(conv1d(zeros([32, 3, 100]), zeros([8, 3, 5]))).is<readonly [32, 8, number]>();
  shapeOf(zeros([32, 4, n]).conv1d(zeros([8, 2, 5]), { groups: 2 })).is<readonly [32, 8, number]>();
  shapeOf(conv1d(unknown, unknown)).is<readonly [number, number, number]>();
  shapeOf(maxPool2d(images, 2)).is<readonly [32, 3, number, number]>();
  shapeOf(images.avgPool2d([2, 3], { stride: 1, countPadding: false })).is<readonly [32, 3, number, number]>();
  shapeOf(zeros([n, 3, 28, n]).maxPool2d(2, { dilation: 2 })).is<readonly [number, 3, number, number]>();
  shapeOf(avgPool2d(unknown, n)).is<readonly [number, number, number, number]>();
}

export function partsOfAxes(): void {
  shapeOf(slice(cube, [null, 1])).is<readonly [2, 4]>();
  shapeOf(slice(cube, [1])).is<readonly [3, 4]>();
  shapeOf(slice(cube, [])).is<readonly [2, 3, 4]>();
  shapeOf(slice(cube, [[0, 1], null, n])).is<readonly [number, 3]>();
  shapeOf(cube.slice([null, [1, null, -1], -1])).is<readonly [2, number]>();
  shapeOf(slice(batch, [[0, n]])).is<readonly [number, 100]>();
  shapeOf(slice(batch, sizes)).is<Shape>();
  shapeOf(slice(unknown, [0, [1, 2]])).is<Shape>();
  shapeOf(unknown.slice([n])).is<Shape>();
}

export function axesMergedRemovedAndMadeLonger(): void {
  const thin = zeros([1, 5, 1]);
  shapeOf(flatten(cube)).is<readonly [number]>();
  shapeOf(flatten(cube, 1)).is<readonly [2, number]>();
  shapeOf(cube.flatten(-1)).is<readonly [2, 3, 4]>();
  shapeOf(flatten(scalar(1))).is<readonly [1]>();
  shapeOf(flatten(cube, n)).is<Shape>();
  shapeOf(flatten(unknown, 1)).is<Shape>();
  shapeOf(squeeze(thin)).is<readonly [5]>();
  shapeOf(squeeze(thin, 0)).is<readonly [5, 1]>();
  shapeOf(thin.squeeze([0, -1])).is<readonly [5]>();
  shapeOf(squeeze(batch, 0)).is<readonly [100]>();
  shapeOf(squeeze(batch)).is<Shape>();
  shapeOf(squeeze(thin, n)).is<Shape>();
  shapeOf(squeeze(unknown, 2)).is<Shape>();
  shapeOf(expandDims(bias, 0)).is<readonly [1, 8]>();
  shapeOf(expandDims(bias, -1)).is<readonly [8, 1]>();
  shapeOf(cube.expandDims([0, 2, -1])).is<readonly [1, 2, 1, 3, 4, 1]>();
  shapeOf(expandDims(batch, 1)).is<readonly [number, 1, 100]>();
  shapeOf(expandDims(cube, n)).is<readonly [number, number, number, number]>();
  shapeOf(expandDims(cube, sizes)).is<Shape>();
  shapeOf(expandDims(unknown, 5)).is<Shape>();
  shapeOf(flip(cube, [0, -1])).is<readonly [2, 3, 4]>();
  shapeOf(unknown.flip(3)).is<Shape>();
  shapeOf(tile(cube, [1, 2, 1])).is<readonly [2, number, 4]>();
  shapeOf(cube.tile(sizes)).is<readonly [number, number, number]>();
  shapeOf(tile(unknown, [2])).is<Shape>();
  shapeOf(pad(x, [[0, 0], [1, n]])).is<readonly [64, number]>(); // biome-ignore format: pairs
  shapeOf(unknown.pad([[1, 1]], 2)).is<Shape>();
}

export function joining(): void {
  shapeOf(concat([x, zeros([3, 100])])).is<readonly [number, 100]>();
  shapeOf(concat([x, column], 1)).is<readonly [64, number]>();
  shapeOf(concat([x, column, batch.transpose([0, 1])], -1)).is<readonly [64, number]>();
  shapeOf(concat([cube, cube], axis)).is<readonly [number, 3, 4] | readonly [2, number, 4]>();
  shapeOf(concat([cube, cube], n)).is<readonly [number, number, number]>();
  shapeOf(concat([unknown, x])).is<Shape>();
  shapeOf(concat([x, unknown])).is<readonly [number, 100]>();
  shapeOf(concat(list)).is<readonly [number, 3]>();
  shapeOf(concat(plainList, 1)).is<Shape>();
  shapeOf(stack([bias, bias, bias])).is<readonly [3, 8]>();
  shapeOf(stack([cube, cube], 1)).is<readonly [2, 2, 3, 4]>();
  shapeOf(stack([cube, cube, cube, cube, cube], -1)).is<readonly [2, 3, 4, 5]>();
  shapeOf(stack([cube, cube], -3)).is<readonly [2, 2, 3, 4]>();
  shapeOf(stack([scalar(1), scalar(2)])).is<readonly [2]>();
  shapeOf(stack([cube, cube], n)).is<readonly [number, number, number, number]>();
  shapeOf(stack([bias, bias], axis)).is<readonly [2, 8] | readonly [8, 2]>();
  shapeOf(stack(list)).is<readonly [number, 2, 3]>();
  shapeOf(stack(plainList)).is<Shape>();
}

export function splitting(): void {
  const [a, , c] = split(x, [10, 20, 34]);
  shapeOf(a).is<readonly [10, 100]>();
  shapeOf(c).is<readonly [34, 100]>();
  const [left, right] = x.split(2, -1);
  shapeOf(left).is<readonly [64, number]>();
  shapeOf(right).is<readonly [64, number]>();
  typeOf(split(x, n)).is<readonly Tensor<readonly [number, 100]>[]>();
  typeOf(split(unknown, sizes)).is<readonly Tensor[]>();
  shapeOf(concat(split(x, 4))).is<readonly [number, 100]>();
  shapeOf(concat(split(x, n), 1)).is<readonly [number, number]>();
}

export function labels(): void {
  const classes = zeros([64], { dtype: 'int32' });
  shapeOf(oneHot(classes, 10)).is<readonly [64, 10]>();
  shapeOf(classes.oneHot(10, { dtype: 'float64' })).is<readonly [64, 10]>();
  shapeOf(oneHot(zeros([2, 3]), n)).is<readonly [2, 3, number]>();
}

export function indices(): void {
  const some = zeros([5], { dtype: 'int32' });
  const table = zeros([7, n]);
  shapeOf(gather(cube, some)).is<readonly [5, 3, 4]>();
  shapeOf(gather(cube, zeros([5, 6]), -1)).is<readonly [2, 3, 5, 6]>();
  shapeOf(cube.gather(scalar(1), 1)).is<readonly [2, 4]>();
  shapeOf(gather(cube, some, n)).is<Shape>();
  shapeOf(gather(cube, some, axis)).is<readonly [5, 3, 4] | readonly [2, 5, 4]>();
  shapeOf(gather(cube, unknown)).is<Shape>();
  shapeOf(unknown.gather(unknown, 2)).is<Shape>();
  shapeOf(scatterAdd(cube, some, zeros([2, 5, 4]), 1)).is<readonly [2, 3, 4]>();
  shapeOf(cube.scatterAdd(some, unknown)).is<readonly [2, 3, 4]>();
  shapeOf(scatterAdd(unknown, some, cube)).is<Shape>();
  shapeOf(embedding(x, some)).is<readonly [5, 100]>();
  shapeOf(table.embedding(zeros([2, 3]))).is<readonly [2, 3, number]>();
  shapeOf(embedding(unknown, some)).is<Shape>();
}

export function gradients(): void {
  const w1 = new Parameter(zeros([100, 8]), 'w1');
  shapeOf(w1).is<readonly [100, 8]>();
  shapeOf(w1.relu()).is<readonly [100, 8]>();
  const model = { w1, rest: [bias, zeros([3])] as const };
  const { value, gradient } = withGradient(model, () => sum(add(matmul(x, w1), bias)));
  shapeOf(value).is<ScalarShape>();
  typeOf(gradient.w1).is<Tensor<readonly [100, 8]>>();
  typeOf(gradient.rest[1]).is<Tensor<readonly [3]>>();
  typeOf(grad((x: Tensor<readonly [2, 3]>) => x.square().sum())(zeros([2, 3]))).is<Tensor<readonly [2, 3]>>();
  const both = valueAndGrad((tree: { readonly a: Tensor<readonly [2]> }, factor: number) => tree.a.mul(factor).sum());
  typeOf(both({ a: zeros([2]) }, 3).gradient.a).is<Tensor<readonly [2]>>();
  const { value: product, pullback } = vjp((a) => matmul(a, w), x);
  shapeOf(product).is<readonly [64, 8]>();
  typeOf(pullback(zeros([64, 8]))).is<Tensor<readonly [64, 100]>>();
  typeOf(new Tape().gradient(value, [w1, bias] as const)[1]).is<Tensor<readonly [8]>>();
}

export function anyShape(): Tensor[] {
  const takesAny = (x: Tensor): Tensor => x;
  return [takesAny(x), takesAny(new Parameter(x)), takesAny(scalar(1)), takesAny(tensor(new Float32Array(2)))];
}

/** Generic in the batch size: the cotangent of the weights, and a sum over features. */
export function weightCotangent<B extends number>(x: Tensor<readonly [B, 64]>, delta: Tensor<readonly [B, 10]>) {
  typeOf(sum(x, 1)).is<Tensor<readonly [B]>>();
  typeOf(x.matmul(delta, { transposeA: true })).is<Tensor<readonly [64, 10]>>();
  return matmul(x, delta, { transposeA: true });
}

/** Generic in the batch size. */
export function layer<B extends number>(
  x: Tensor<readonly [B, 64]>,
  w: Tensor<readonly [64, 10]>,
): Tensor<readonly [B, 10]> {
  const scores = matmul(x, w);
  typeOf(scores).is<Tensor<readonly [B, 10]>>();
  typeOf(x.matmul(w)).is<Tensor<readonly [B, 10]>>();
  return relu(scores).mul(2).sub(scores).exp();
}

/** Generic in the batch size and the channels. */
export function filtered<B extends number, C extends number>(
  x: Tensor<readonly [B, C, 28, 28]>,
  weight: Tensor<readonly [8, C, 5, 5]>,
): Tensor<readonly [B, 8, number, number]> {
  typeOf(x.conv2d(weight)).is<Tensor<readonly [B, 8, number, number]>>();
  return conv2d(x, weight, { stride: 2 }).maxPool2d(2);
}

/** Generic in the batch size: what a cell of a recurrent network does first. */
export function joined<B extends number>(x: Tensor<readonly [B, 64]>, h: Tensor<readonly [B, 10]>) {
  typeOf(stack([h, h])).is<Tensor<readonly [2, B, 10]>>();
  typeOf(slice(h, [null, 0])).is<Tensor<readonly [B]>>();
  const gates: readonly [Tensor<readonly [B, 3]>, Tensor<readonly [B, 7]>] = split(h, [3, 7], 1);
  return concat([x, gates[1]], 1);
}
typeOf(joined(zeros([32, 64]), zeros([32, 10]))).is<Tensor<readonly [32, number]>>();

/** Generic in the size of the stack. */
export function projection<B extends number>(
  x: Tensor<readonly [B, 7, 16]>,
  w: Tensor<readonly [16, 3]>,
): Tensor<readonly [B, 7, 3]> {
  return matmul(x, w);
}

/** Generic in every size. */
export function chain<M extends number, K extends number, N extends number>(
  a: Tensor<readonly [M, K]>,
  b: Tensor<readonly [K, N]>,
): Tensor<readonly [M, N]> {
  return matmul(a, b).relu();
}

/** Generic in the shape. */
export function residual<S extends Shape>(x: Tensor<S>, y: Tensor<S>): Tensor<S> {
  shapeOf(sum(x)).is<ScalarShape>();
  const z = add(relu(x), y.mul(2)).sub(x).sub(mean(x)).maximum(y).pow(2).clamp(0, 1).prelu(y).prelu(mean(x));
  return z.sub(max(x)).add(softmax(y)).add(cumsum(y));
}

export const layered = layer(zeros([32, 64]), zeros([64, 10]));
shapeOf(layered).is<readonly [32, 10]>();
shapeOf(chain(zeros([2, 3]), zeros([3, n]))).is<readonly [2, number]>();
shapeOf(residual(cube, cube)).is<readonly [2, 3, 4]>();

declare const either: 0 | 1;
shapeOf(broadcastTo(zeros([8]), [64, 8])).is<readonly [64, 8]>();
shapeOf(zeros([64, 1]).broadcastTo([64, 8])).is<readonly [64, 8]>();
shapeOf(add(zeros([n]), zeros([8]))).is<readonly [8]>();
// One of the two axes is summed, nobody knows which; not both.
shapeOf(sum(cube, [either])).is<Shape>();

// A plain tensor always works.
export function plain(w: Parameter<readonly [2, 3]>, dynamic: Tensor): Tensor {
  w.assign(dynamic).assign(add(w, dynamic));
  return withGradient(w, () => sum(dynamic, n)).gradient;
}
const named = { shape: [4], dtype: 'float64' } as const;
shapeOf(tensor([1, 2, 3, 4], named)).is<readonly [4]>();
