import { apply } from '@pullback/core';
import { checkOperand } from '../operands';
import { maxPrimitive } from './extremum';
import { checkNotEmpty, type ReductionOp, reductionAttrs } from './reduction';

/**
 * Greatest element `y = max x` over `axes`, all if not given; NaN where one is.
 *
 * Shapes: `x` without `axes`, or with size 1 in their place if `keepDims`.
 * VJP: `x̄ = ȳ / k where x = y, else 0`, where `k` is the number of elements that are the greatest. NaN leads the
 * cotangent to the elements that are NaN. Subgradient: ties share `ȳ` evenly.
 * @throws ShapeError if an axis is out of range or named twice, or an output has no elements to choose from.
 * @throws DTypeError if `x` is a mask.
 */
export const max: ReductionOp = (x, axes, options) => {
  checkOperand('max', x, 'numbers');
  const attrs = reductionAttrs('max', x, axes, options);
  checkNotEmpty('max', x, attrs);
  return apply(maxPrimitive, [x], attrs);
};
