import { apply, type Binary, type Primitive, type Shape, type Tensor } from '@pullback/core';
import { type Convolution, kernels } from '@pullback/kernels';
import { windowCounts } from './windows';

/** Of a transpose, whose output's shape does not follow from its inputs: several images give one number of windows. */
interface TransposeAttrs {
  readonly convolution: Convolution;
  readonly shape: Shape;
}

// ⟨y, conv2d(x, weight)⟩ is linear in each of its three tensors. Each primitive is its slope along one of them, and
// pulls back to the other two.

const conv2dPrimitive: Primitive<Binary, Convolution> = {
  name: 'conv2d',
  outputShape: ([x, weight], attrs) => [
    x.shape[0]!,
    weight.shape[0]!,
    ...windowCounts(x.shape.slice(2), weight.shape.slice(2), attrs),
  ],
  kernel: ([x, weight], output, attrs) => kernels.conv2d(x, weight, output, attrs),
  vjp: ([x, weight], _output, attrs) => [
    (cotangent) => convolveTransposed(cotangent, weight, attrs, x.shape),
    (cotangent) => convolveWeight(x, cotangent, attrs, weight.shape),
  ],
  jvp: ([x, weight], _output, attrs) => [
    (tangent) => convolve(tangent, weight, attrs),
    (tangent) => convolve(x, tangent, attrs),
  ],
  flop: ([, weight], output) => 2 * output.size * taps(weight),
};

const conv2dTransposedPrimitive: Primitive<Binary, TransposeAttrs> = {
  name: 'conv2dTransposed',
  outputShape: (_inputs, { shape }) => shape,
  kernel: ([y, weight], output, { convolution }) => kernels.conv2dTransposed(y, weight, output, convolution),
  vjp: ([y, weight], _output, { convolution }) => [
    (cotangent) => convolve(cotangent, weight, convolution),
    (cotangent) => convolveWeight(cotangent, y, convolution, weight.shape),
  ],
  jvp: ([y, weight], _output, { convolution, shape }) => [
    (tangent) => convolveTransposed(tangent, weight, convolution, shape),
    (tangent) => convolveTransposed(y, tangent, convolution, shape),
  ],
  flop: ([y, weight]) => 2 * y.size * taps(weight),
};

const conv2dWeightPrimitive: Primitive<Binary, TransposeAttrs> = {
  name: 'conv2dWeight',
  outputShape: (_inputs, { shape }) => shape,
  kernel: ([x, y], output, { convolution }) => kernels.conv2dWeight(x, y, output, convolution),
  vjp: ([x, y], _output, { convolution }) => [
    (cotangent) => convolveTransposed(y, cotangent, convolution, x.shape),
    (cotangent) => convolve(x, cotangent, convolution),
  ],
  jvp: ([x, y], _output, { convolution, shape }) => [
    (tangent) => convolveWeight(tangent, y, convolution, shape),
    (tangent) => convolveWeight(x, tangent, convolution, shape),
  ],
  flop: ([, y], weight) => 2 * y.size * taps(weight),
};

/** Cross-correlation of `x` with `weight`, once they are known to go together. */
export function convolve(x: Tensor, weight: Tensor, attrs: Convolution): Tensor {
  return apply(conv2dPrimitive, [x, weight], attrs);
}

function convolveTransposed(y: Tensor, weight: Tensor, convolution: Convolution, shape: Shape): Tensor {
  return apply(conv2dTransposedPrimitive, [y, weight], transposeAttrs(convolution, shape));
}

function convolveWeight(x: Tensor, y: Tensor, convolution: Convolution, shape: Shape): Tensor {
  return apply(conv2dWeightPrimitive, [x, y], transposeAttrs(convolution, shape));
}

function transposeAttrs(convolution: Convolution, shape: Shape): TransposeAttrs {
  return Object.freeze({ convolution, shape: Object.freeze([...shape]) });
}

/** How many products each output is a sum of. */
function taps({ size, shape }: Tensor): number {
  return size === 0 ? 0 : size / shape[0]!;
}
