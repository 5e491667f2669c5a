import {
  type AxesWithin,
  apply,
  type Concatenated,
  type FirstShape,
  type Joinable,
  normalizeAxis,
  type Primitive,
  type Shape,
  type Tensor,
} from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { checkList, checkSizes } from './join';
import { rangeAlong, type SliceAttrs } from './ranges';
import { sliceBy } from './slice';
import { unslice } from './unslice';

interface ConcatAttrs {
  readonly axis: number;
}

const concatPrimitive: Primitive<readonly Tensor[], ConcatAttrs> = {
  name: 'concat',
  outputShape: (tensors, { axis }) => joinedShape(tensors, axis),
  kernel: (tensors, output, { axis }) => kernels.concat(tensors, output, axis),
  vjp: (tensors, _output, { axis }) => placesOf(tensors, axis).map((place) => (cotangent) => sliceBy(cotangent, place)),
  jvp: (tensors, output, { axis }) =>
    placesOf(tensors, axis).map((place) => (tangent) => unslice(tangent, output.shape, place)),
  flop: () => 0,
};

/**
 * Tensors one after another along an axis that they have; see `stack` for a new one.
 *
 * Shapes: `[…, nᵢ, …]` → `[…, Σ nᵢ, …]`, equal but for the axis.
 * VJP: `x̄ᵢ` is the part of `ȳ` where `xᵢ` went.
 * @throws ShapeError if there are no tensors, the axis is out of range, or ranks or sizes off the axis differ.
 * @throws DTypeError if the dtypes differ.
 */
export function concat<const Tensors extends readonly Tensor[], const A extends number = 0>(
  tensors: Tensors & Joinable<Tensors, A>,
  axis?: AxesWithin<FirstShape<Tensors>, A>,
): Tensor<Concatenated<Tensors, A>>;
export function concat(tensors: readonly Tensor[], axis = 0): Tensor {
  checkList('concat', tensors);
  const normal = normalizeAxis('concat', axis, tensors[0]!.rank);
  checkSizes('concat', tensors, normal);
  return apply(concatPrimitive, [...tensors], Object.freeze({ axis: normal }));
}

function joinedShape(tensors: readonly Tensor[], axis: number): Shape {
  const total = tensors.reduce((sum, { shape }) => sum + shape[axis]!, 0);
  return tensors[0]!.shape.map((size, i) => (i === axis ? total : size));
}

/** Where in the output each of the tensors is. */
function placesOf(tensors: readonly Tensor[], axis: number): SliceAttrs[] {
  let start = 0;
  return tensors.map(({ shape }) => {
    const place = rangeAlong(axis, start, shape[axis]!, shape);
    start += shape[axis]!;
    return place;
  });
}
