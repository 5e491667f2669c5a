import {
  apply,
  DEFAULT_DTYPE,
  type DType,
  DTypeError,
  IndexError,
  type Primitive,
  type Shape,
  ShapeError,
  spell,
  type Tensor,
  type Unary,
} from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { checkTensor } from '../operands';

interface OneHotAttrs {
  readonly classes: number;
  readonly dtype: DType;
}

const oneHotPrimitive: Primitive<Unary, OneHotAttrs> = {
  name: 'oneHot',
  outputShape: ([labels], { classes }) => [...labels.shape, classes],
  outputDType: (_inputs, { dtype }) => dtype,
  kernel: ([labels], output) => kernels.oneHot(labels, output),
  flop: () => 0,
};

/**
 * Labels as rows of the identity matrix: 1 in the place of the label, 0 elsewhere.
 *
 * Shapes: `[…]` of int32 → `[…, classes]`.
 * VJP: none; labels are whole numbers.
 * @throws IndexError if a label is negative, or not less than `classes`.
 * @throws DTypeError unless the labels are int32.
 */
export function oneHot<S extends Shape, const C extends number>(
  labels: Tensor<S>,
  classes: C,
  { dtype = DEFAULT_DTYPE }: { readonly dtype?: DType } = {},
): Tensor<readonly [...S, C]> {
  checkTensor('oneHot', labels);
  if (labels.dtype !== 'int32') {
    throw new DTypeError(`oneHot: labels must be int32, got ${labels.dtype}. Convert them: cast(labels, 'int32').`);
  }
  if (!Number.isInteger(classes) || classes < 0) {
    throw new ShapeError(`oneHot: the number of classes is a whole number ≥ 0, got ${spell(classes)}.`);
  }
  const outside = labels.data.findIndex((label) => label < 0 || label >= classes);
  if (outside >= 0) {
    throw new IndexError(
      `oneHot: labels must be ≥ 0 and < ${classes}, got ${labels.data[outside]} at element ${outside}.`,
    );
  }
  return apply(oneHotPrimitive, [labels], Object.freeze({ classes, dtype }));
}
