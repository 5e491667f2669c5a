import {
  apply,
  atom,
  formatShape,
  isSameShape,
  type Primitive,
  type Reshaped,
  type Shape,
  ShapeError,
  sizeOf,
  spell,
  type Tensor,
  type Unary,
} from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { checkTensor } from '../operands';

interface ReshapeAttrs {
  readonly shape: Shape;
}

const reshapePrimitive: Primitive<Unary, ReshapeAttrs> = {
  name: 'reshape',
  outputShape: (_inputs, { shape }) => shape,
  kernel: ([x], output) => kernels.copy(x, output),
  vjp: ([x]) => [(cotangent) => reshape(cotangent, x.shape)],
  jvp: (_inputs, _output, { shape }) => [(tangent) => reshape(tangent, shape)],
  notation: ([x], { shape }, shapes) => {
    // Axes of size 1 come and go without a word.
    if (shapes === undefined || isSameShape(withoutOnes(shapes[0]!), withoutOnes(shape))) return x!;
    return atom(`${isOfRows(shapes[0]!, shape) ? 'rows' : 'reshape'}(${x!.text})`);
  },
  flop: () => 0,
};

/**
 * The same elements in the same (row-major) order, divided into other axes. One size may be -1: it is what the others
 * leave over.
 *
 * Shapes: any → `shape`, with as many elements.
 * VJP: `x̄ = ȳ` in the shape of `x`.
 * @throws ShapeError if the sizes do not multiply to the number of elements, or -1 stands for nothing definite.
 */
export function reshape<S extends Shape, const T extends Shape>(x: Tensor<S>, shape: T): Tensor<Reshaped<T>> {
  checkTensor('reshape', x);
  return apply(reshapePrimitive, [x], Object.freeze({ shape: resolveShape(x, shape) }));
}

/** Whether it puts all matrices of a stack one below the other. */
function isOfRows(from: Shape, to: Shape): boolean {
  return from.length > 2 && to.length === 2 && from.at(-1) === to[1];
}

function resolveShape(x: Tensor, shape: Shape): Shape {
  const clash = (why: string): ShapeError =>
    new ShapeError(`reshape: ${formatShape(x.shape)} does not fit into ${spell(shape)}: ${why}.`, [x.shape, shape]);
  if (!Array.isArray(shape)) {
    throw new ShapeError(`reshape: a shape is an array of sizes, such as [2, 3], got ${spell(shape)}.`);
  }
  const isSize = (size: number): boolean => Number.isInteger(size) && size >= -1;
  if (!Array.from(shape).every(isSize)) throw clash('sizes are whole numbers ≥ 0, or -1 for what is left over');
  const open = shape.filter((size) => size === -1).length;
  if (open > 1) throw clash('only one size may be -1');
  if (open === 0) {
    if (sizeOf(shape) !== x.size) throw clash(`${x.size} elements ≠ ${sizeOf(shape)}`);
    return Object.freeze([...shape]);
  }
  const known = -sizeOf(shape);
  if (known === 0) throw clash('with a size of 0 any number could stand for -1');
  if (x.size % known !== 0) throw clash(`${x.size} elements are not a multiple of ${known}`);
  return Object.freeze(shape.map((size) => (size === -1 ? x.size / known : size)));
}

function withoutOnes(shape: Shape): Shape {
  return shape.filter((size) => size !== 1);
}
