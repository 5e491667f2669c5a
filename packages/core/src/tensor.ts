import type { TypedArray } from '@pullback/kernels';
import type { DType } from './dtype';
import { ShapeError } from './errors';
import { formatTensor } from './format';
import { formatShape, sizeOf } from './shape';
import type { NestedNumbers, Shape } from './shapeTypes';

/** The version of a tensor that cannot change. */
const IMMUTABLE = -1;

/**
 * A dense array of numbers with a shape, in row-major order. Immutable: every op makes a new one, and the garbage
 * collector frees it. Sizes that are known when the code is written are part of the type.
 */
export class Tensor<S extends Shape = Shape> {
  /** What the tensor is called in prints, drawings and errors. */
  name: string | undefined = undefined;
  /** How often the value was assigned; negative where it cannot be. */
  readonly version: number = IMMUTABLE;

  /** Trusts its arguments and keeps `data` without copying; `tensor()` is the checked way to make one. */
  constructor(
    /** The elements in row-major order. Read them freely, never write them. */
    readonly data: TypedArray,
    readonly shape: S,
    readonly dtype: DType,
  ) {}

  /** The number of axes. */
  get rank(): number {
    return this.shape.length;
  }

  /** The number of elements. */
  get size(): number {
    return sizeOf(this.shape);
  }

  /** Names this tensor, and returns it. */
  named(name: string): this {
    this.name = name;
    return this;
  }

  /**
   * The one number of a tensor that holds one; a mask's is 0 or 1.
   * @throws ShapeError if there are none, or several.
   */
  item(): number {
    if (this.data.length !== 1) {
      throw new ShapeError(
        `item: one element is required, got shape ${formatShape(this.shape)} with ${this.data.length}. ` +
          'Reduce it, for example with sum(), or read it with toArray().',
        [this.shape],
      );
    }
    return this.data[0]!;
  }

  /** The elements as plain nested arrays, as deep as the rank; a number for a scalar. */
  toArray<A extends Shape>(this: Tensor<A>): NestedNumbers<A> {
    const nest = (axis: number, start: number, size: number): unknown => {
      if (axis === this.shape.length) return this.data[start];
      const count = this.shape[axis]!;
      const part = count === 0 ? 0 : size / count;
      return Array.from({ length: count }, (_, i) => nest(axis + 1, start + i * part, part));
    };
    return nest(0, 0, this.data.length) as NestedNumbers<A>;
  }

  /** Name, shape, dtype and numbers; large tensors show their corners. */
  toString(): string {
    return formatTensor(this);
  }

  /** What Node prints for the tensor. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}
