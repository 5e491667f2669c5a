import { describe } from './describe';
import { DTypeError, ShapeError } from './errors';
import { formatShape, isSameShape } from './shape';
import type { SameSizes, Shape } from './shapeTypes';
import { Tensor } from './tensor';

/** The one tensor that can change: what training updates. Ops read its value of the moment. */
export class Parameter<S extends Shape = Shape> extends Tensor<S> {
  override version = 0;

  /** Starts with a copy of `value`, and its name unless given another. */
  constructor(value: Tensor<S>, name: string | undefined = value.name) {
    if (!(value instanceof Tensor)) throw new DTypeError(`Parameter: a tensor is required, got ${describe(value)}.`);
    super(value.data.slice(), value.shape, value.dtype);
    this.name = name;
  }

  /**
   * Copies `value` into this parameter. Gradients of what was recorded before can then no longer be taken wherever they
   * would read the old value; they throw.
   * @throws ShapeError or DTypeError unless `value` has this shape and dtype.
   */
  assign(value: Tensor<NoInfer<S>>): this;
  assign<T extends Shape>(value: Tensor<T> & Tensor<SameSizes<S, T>>): this;
  assign(value: Tensor): this {
    const name = this.name === undefined ? 'the parameter' : `'${this.name}'`;
    if (!(value instanceof Tensor)) {
      throw new DTypeError(`assign: ${name} takes a tensor, got ${describe(value)}.`);
    }
    if (!isSameShape(value.shape, this.shape)) {
      throw new ShapeError(
        `assign: ${name} has shape ${formatShape(this.shape)}, got ${formatShape(value.shape)}. ` +
          'A parameter keeps its shape.',
        [this.shape, value.shape],
      );
    }
    if (value.dtype !== this.dtype) {
      throw new DTypeError(
        `assign: ${name} is ${this.dtype}, got ${value.dtype}. Convert it: cast(value, '${this.dtype}').`,
      );
    }
    this.data.set(value.data);
    this.version++;
    return this;
  }
}
