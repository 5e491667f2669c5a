import {
  apply,
  atom,
  noAttrs,
  normalizeAxis,
  type OrderOf,
  type Primitive,
  postfix,
  type Shape,
  ShapeError,
  spell,
  type Tensor,
  type Transposed,
  type Unary,
} from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { checkTensor } from '../operands';

interface TransposeAttrs {
  /** Axis `i` of the output is axis `permutation[i]` of the input. */
  readonly permutation: readonly number[];
}

const transposePrimitive: Primitive<Unary, TransposeAttrs> = {
  name: 'transpose',
  outputShape: ([x], { permutation }) => permutation.map((axis) => x.shape[axis]!),
  kernel: ([x], output, { permutation }) => kernels.transpose(x, output, permutation),
  vjp: (_inputs, _output, { permutation }) => [(cotangent) => transpose(cotangent, inverse(permutation))],
  jvp: (_inputs, _output, { permutation }) => [(tangent) => transpose(tangent, permutation)],
  notation: (operands, { permutation }) => {
    if (permutation.every((axis, i) => axis === i)) return operands[0]!;
    if (permutation.length === 2) return postfix('ᵀ')(operands, noAttrs);
    return atom(`transpose(${operands[0]!.text}, [${permutation.join(', ')}])`);
  },
  flop: () => 0,
};

/**
 * `x` with its axes in another order: reversed if no permutation is given.
 *
 * Shapes: `[m, n]` → `[n, m]`; axis `i` of the result is axis `permutation[i]` of `x`.
 * VJP: `x̄` is `ȳ` with its axes back in place.
 * @throws ShapeError unless the permutation names each axis once.
 */
export function transpose<S extends Shape, const P extends Shape | undefined = undefined>(
  x: Tensor<S>,
  permutation?: P & OrderOf<S, P>,
): Tensor<Transposed<S, P>>;
export function transpose(x: Tensor, permutation?: Shape): Tensor {
  checkTensor('transpose', x);
  const axes = permutation === undefined ? x.shape.map((_, axis) => x.rank - 1 - axis) : permutation;
  if (!Array.isArray(axes)) {
    throw new ShapeError(`transpose: the permutation is an array of axes, such as [1, 0], got ${spell(permutation)}.`);
  }
  const normal = Array.from(axes, (axis: number) => normalizeAxis('transpose', axis, x.rank));
  if (normal.length !== x.rank || new Set(normal).size !== x.rank) {
    throw new ShapeError(`transpose: the permutation must name each of ${x.rank} axes once, got ${spell(axes)}.`, [
      x.shape,
    ]);
  }
  return apply(transposePrimitive, [x], Object.freeze({ permutation: Object.freeze(normal) }));
}

function inverse(permutation: readonly number[]): number[] {
  const inverted = new Array<number>(permutation.length);
  for (const [i, axis] of permutation.entries()) inverted[axis] = i;
  return inverted;
}
