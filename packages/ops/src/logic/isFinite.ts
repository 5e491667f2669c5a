import type { NoAttrs, Primitive, Unary } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { applyUnary, type UnaryOp } from '../operands';

const isFinitePrimitive: Primitive<Unary, NoAttrs> = {
  name: 'isFinite',
  outputShape: ([x]) => x.shape,
  outputDType: () => 'bool',
  kernel: ([x], output) => kernels.isFinite(x, output),
};

/**
 * Finiteness `y = [x is neither infinite nor NaN]`, elementwise, as bool.
 *
 * VJP: none; the output is a mask.
 * @throws DTypeError if `x` is not of a float dtype.
 */
// biome-ignore lint/suspicious/noShadowRestrictedNames: the op is named after the global.
export const isFinite: UnaryOp = (x) => applyUnary(isFinitePrimitive, x, 'floats');
