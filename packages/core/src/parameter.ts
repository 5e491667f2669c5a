import { kernels } from '@pullback/kernels';
import { describe } from './describe';
import { isFloat } from './dtype';
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
    checkLike(this, value, 'assign');
    this.data.set(value.data);
    this.version++;
    return this;
  }

  /**
   * Adds `scale · value` in place: what `assign(add(this, mul(value, scale)))` does, without the tensors in between.
   * With BLAS the product and the sum may be rounded as one.
   * @throws ShapeError or DTypeError unless `value` has this shape and dtype, that is a float dtype, and `scale` is a number.
   */
  assignAdd(value: Tensor<NoInfer<S>>, scale?: number): this;
  assignAdd<T extends Shape>(value: Tensor<T> & Tensor<SameSizes<S, T>>, scale?: number): this;
  assignAdd(value: Tensor, scale = 1): this {
    checkLike(this, value, 'assignAdd');
    if (!isFloat(this.dtype)) {
      throw new DTypeError(
        `assignAdd: float32 or float64 is required, but ${quote(this)} is ${this.dtype}. Use assign().`,
      );
    }
    if (typeof scale !== 'number') {
      throw new DTypeError(`assignAdd: the scale must be a number, got ${describe(scale)}. Scale a tensor with mul().`);
    }
    kernels.addScaled(this, value, this, scale);
    this.version++;
    return this;
  }

  /** Lets `write` change the numbers where they are: for update rules that are one loop over them. */
  assignWith(write: (numbers: Tensor['data']) => void): this {
    // First, so that a rule that throws half way leaves no pullback that would read its traces.
    this.version++;
    write(this.data);
    return this;
  }
}

/** @throws ShapeError or DTypeError unless `value` is a tensor of the parameter's shape and dtype. */
function checkLike(parameter: Parameter, value: Tensor, method: string): void {
  if (!(value instanceof Tensor)) {
    throw new DTypeError(`${method}: ${quote(parameter)} takes a tensor, got ${describe(value)}.`);
  }
  const { shape, dtype } = parameter;
  if (!isSameShape(value.shape, shape)) {
    throw new ShapeError(
      `${method}: ${quote(parameter)} has shape ${formatShape(shape)}, got ${formatShape(value.shape)}. ` +
        'A parameter keeps its shape.',
      [shape, value.shape],
    );
  }
  if (value.dtype !== dtype) {
    throw new DTypeError(
      `${method}: ${quote(parameter)} is ${dtype}, got ${value.dtype}. Convert it: cast(value, '${dtype}').`,
    );
  }
}

function quote({ name }: Parameter): string {
  return name === undefined ? 'the parameter' : `'${name}'`;
}
