// What a kernel sees: numbers in row-major order, the shape that gives them axes, and ways to walk them.

export type TypedArray = Float32Array | Float64Array | Int32Array | Uint8Array;

/** A dense array: `data` holds the elements in row-major order, as many as the product of `shape`. */
export interface NdArray {
  readonly shape: readonly number[];
  readonly data: TypedArray;
}

/** Row-major strides, in elements: how far apart neighbours along each axis lie. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis]!;
  }
  return strides;
}

/** Strides that read an array of `shape` as if it had the larger shape `target`: stretched axes have stride 0. */
export function broadcastStrides(shape: readonly number[], target: readonly number[]): number[] {
  const added = target.length - shape.length;
  const own = stridesOf(shape);
  return target.map((_, axis) => (axis < added || shape[axis - added] === 1 ? 0 : own[axis - added]!));
}

/**
 * Visits every index of `sizes` in row-major order, with the offsets that it has in two arrays of the given strides.
 * No sizes at all is one index.
 */
export function walk(
  sizes: readonly number[],
  xStrides: readonly number[],
  yStrides: readonly number[],
  visit: (position: number, xAt: number, yAt: number) => void,
): void {
  const count = sizes.reduce((product, size) => product * size, 1);
  const index = new Array<number>(sizes.length).fill(0);
  let xAt = 0;
  let yAt = 0;
  for (let position = 0; position < count; position++) {
    visit(position, xAt, yAt);
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      xAt += xStrides[axis]!;
      yAt += yStrides[axis]!;
      if (++index[axis]! < sizes[axis]!) break;
      xAt -= xStrides[axis]! * sizes[axis]!;
      yAt -= yStrides[axis]! * sizes[axis]!;
      index[axis] = 0;
    }
  }
}
