import {
  apply,
  type BroadcastsTo,
  broadcastShapes,
  checkedShape,
  formatShape,
  isSameShape,
  overAxes,
  type Primitive,
  type Shape,
  ShapeError,
  type Tensor,
  type Unary,
} from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { checkTensor } from '../operands';
import { stretchedAxes, unbroadcast } from '../unbroadcast';

interface BroadcastAttrs {
  readonly shape: Shape;
}

const broadcastToPrimitive: Primitive<Unary, BroadcastAttrs> = {
  name: 'broadcastTo',
  outputShape: (_inputs, { shape }) => shape,
  kernel: ([x], output) => kernels.broadcastTo(x, output),
  vjp: ([x]) => [(cotangent) => unbroadcast(cotangent, x.shape)],
  jvp: (_inputs, _output, { shape }) => [(tangent) => broadcastTo(tangent, shape)],
  notation: ([x], { shape }, shapes) => {
    const from = shapes?.[0] ?? [];
    const isOne = from.every((size) => size === 1);
    return overAxes('broadcast', x!.text, stretchedAxes(from, shape), isOne ? 0 : shape.length);
  },
  flop: () => 0,
};

/**
 * `x` repeated along new leading axes and along its axes of size 1.
 *
 * Shapes: any → `shape`, aligned at the last axes; each size of `x` is 1 or equal.
 * VJP: `x̄ = ȳ`, summed over the axes along which `x` was repeated.
 * @throws ShapeError if `x` does not broadcast to `shape`.
 */
export function broadcastTo<S extends Shape, const T extends Shape>(
  x: Tensor<S> & BroadcastsTo<S, NoInfer<T>>,
  shape: T,
): Tensor<T>;
export function broadcastTo(x: Tensor, shape: Shape): Tensor {
  checkTensor('broadcastTo', x);
  const target = checkedShape('broadcastTo', shape);
  if (!isSameShape(broadcastShapes('broadcastTo', x.shape, target), target)) {
    throw new ShapeError(
      `broadcastTo: the shape must have room for every axis, got ${formatShape(x.shape)} and ${formatShape(target)}. ` +
        'Only axes of size 1 are repeated.',
      [x.shape, target],
    );
  }
  return repeatTo(x, Object.freeze(target));
}

/** `broadcastTo` where it is known that `x` broadcasts to `shape`, which nobody can change. */
export function repeatTo<S extends Shape>(x: Tensor, shape: S): Tensor<S> {
  return apply(broadcastToPrimitive, [x], Object.freeze({ shape }));
}
