import { apply } from '@pullback/core';
import { checkOperand } from '../operands';
import { minPrimitive } from './extremum';
import { checkNotEmpty, type ReductionOp, reductionAttrs } from './reduction';

/**
 * Least element `y = min x` over `axes`, all if not given; NaN where one is.
 *
 * Shapes: `x` without `axes`, or with size 1 in their place if `keepDims`.
 * VJP: `x̄ = ȳ / k where x = y, else 0`, where `k` is the number of elements that are the least. NaN leads the cotangent
 * to the elements that are NaN. Subgradient: ties share `ȳ` evenly.
 * @throws ShapeError if an axis is out of range or named twice, or an output has no elements to choose from.
 * @throws DTypeError if `x` is a mask.
 */
export const min: ReductionOp = (x, axes, options) => {
  checkOperand('min', x, 'numbers');
  const attrs = reductionAttrs('min', x, axes, options);
  checkNotEmpty('min', x, attrs);
  return apply(minPrimitive, [x], attrs);
};
