import { apply, type Primitive, type Shape, type Tensor, type Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import type { SliceAttrs } from './ranges';
import { sliceBy } from './slice';

interface UnsliceAttrs extends SliceAttrs {
  readonly shape: Shape;
}

const unslicePrimitive: Primitive<Unary, UnsliceAttrs> = {
  name: 'unslice',
  outputShape: (_inputs, { shape }) => shape,
  kernel: ([x], output, { starts, steps }) => kernels.place(x, output, starts, steps, 0),
  vjp: (_inputs, _output, { starts, steps, sizes }) => [
    (cotangent) => sliceBy(cotangent, Object.freeze({ starts, steps, sizes })),
  ],
  jvp: (_inputs, _output, { shape, ...attrs }) => [(tangent) => unslice(tangent, shape, attrs)],
  flop: () => 0,
};

/**
 * The transpose of `slice`: zeros of `shape`, with `x` in the places that the slice reads.
 * VJP: `x̄` is that slice of `ȳ`.
 */
export function unslice(x: Tensor, shape: Shape, { starts, steps, sizes }: SliceAttrs): Tensor {
  return apply(unslicePrimitive, [x], Object.freeze({ shape: Object.freeze([...shape]), starts, steps, sizes }));
}
