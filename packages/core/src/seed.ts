import { onesLike } from './create';
import { describe } from './describe';
import { checkDifferentiable } from './differentiable';
import { DTypeError, GradientError, ShapeError } from './errors';
import { identity } from './identity';
import { formatShape, isSameShape } from './shape';
import { Tensor } from './tensor';

/**
 * The first cotangent of a walk back: the one given, or 1 for a scalar target.
 * @throws GradientError if the target is not a float tensor, or has several elements and no cotangent.
 * @throws ShapeError, DTypeError if the cotangent is of another shape or dtype than the target.
 */
export function seedOf(target: Tensor, cotangent: Tensor | undefined): Tensor {
  return cotangent === undefined ? unitSeed(target) : checkedSeed(target, cotangent);
}

function unitSeed(target: Tensor): Tensor {
  if (!(target instanceof Tensor)) {
    throw new GradientError(
      `gradient: the target must be a tensor, got ${describe(target)}. Does the function return it?`,
    );
  }
  checkDifferentiable('target', target, '');
  if (target.rank !== 0) {
    throw new GradientError(
      `gradient: the target must be a scalar, got shape ${formatShape(target.shape)}. ` +
        'Reduce it, for example with sum(), or pass a cotangent.',
    );
  }
  return onesLike(target);
}

function checkedSeed(target: Tensor, cotangent: Tensor): Tensor {
  if (!(target instanceof Tensor && cotangent instanceof Tensor)) {
    throw new GradientError(
      'gradient: the target and its cotangent must be tensors. Does the function return its value?',
    );
  }
  checkDifferentiable('target', target, '');
  if (!isSameShape(target.shape, cotangent.shape)) {
    throw new ShapeError(
      `gradient: the cotangent must have the target's shape ${formatShape(target.shape)}, ` +
        `got ${formatShape(cotangent.shape)}.`,
      [target.shape, cotangent.shape],
    );
  }
  if (target.dtype !== cotangent.dtype) {
    throw new DTypeError(
      `gradient: the cotangent must have the target's dtype ${target.dtype}, got ${cotangent.dtype}. ` +
        `Convert it: cast(cotangent, '${target.dtype}').`,
    );
  }
  // A parameter may change; what it is now is meant.
  return cotangent.version < 0 ? cotangent : identity(cotangent);
}
