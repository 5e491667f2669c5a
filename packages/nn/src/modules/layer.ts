import { DTypeError, describe, type Shape, Tensor } from '@pullback/core';
import { Module } from './module';
import type { OutputShape, RequiredShape, ShapeRule } from './shapeRule';

/**
 * A module of one tensor to one tensor, as `Sequential` takes them. Its shape rule is what the compiler knows of it; a
 * subclass writes `compute`, for tensors of any shape.
 */
export abstract class Layer<R extends ShapeRule = ShapeRule> extends Module {
  /** Of the type alone: there is no such field when the code runs. */
  declare readonly shapeRule: R;

  /**
   * What the layer makes of `x`.
   * @throws ShapeError if it does not take tensors of that shape.
   * @throws DTypeError if its parameters are of another dtype.
   */
  forward<S extends Shape>(x: Tensor<S> & Tensor<RequiredShape<R, S>>): Tensor<OutputShape<R, S>> {
    if (!((x as unknown) instanceof Tensor)) {
      throw new DTypeError(`${this.constructor.name}: a tensor is required, got ${describe(x)}.`);
    }
    // The rule says to the compiler what `compute` does.
    return this.compute(x) as Tensor<OutputShape<R, S>>;
  }

  /** What the layer computes of a tensor whose shape is known only when the code runs. */
  protected abstract compute(x: Tensor): Tensor;
}
