// Nested arrays to one row of numbers and a shape.

import { spell } from './describe';
import { DEFAULT_DTYPE, type DType } from './dtype';
import { DTypeError, ShapeError } from './errors';
import { Tensor } from './tensor';

type AnyTypedArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

/** What a tensor can be made of. */
export type Elements = number | boolean | readonly Elements[] | AnyTypedArray;

interface Flat {
  readonly values: ArrayLike<number>;
  readonly shape: readonly number[];
  /** The dtype that the elements suggest. */
  readonly kind: DType;
}

/**
 * @throws ShapeError if the arrays are ragged.
 * @throws DTypeError if an element is neither a number nor a boolean, or they are mixed.
 */
export function flatten(elements: Elements): Flat {
  if (isTypedArray(elements)) {
    return { values: elements, shape: [elements.length], kind: kindOfTypedArray(elements) };
  }
  const shape = shapeAlongFirst(elements);
  const values: number[] = [];
  let kindFound: 'number' | 'boolean' | undefined;

  const visit = (item: unknown, path: readonly number[]): void => {
    const axis = path.length;
    if (axis < shape.length) {
      if (!isList(item)) throw ragged(`an array at ${place(path)}`, describe(item));
      if (item.length !== shape[axis]) throw ragged(`length ${shape[axis]} at ${place(path)}`, `${item.length}`);
      for (let i = 0; i < item.length; i++) visit(item[i], [...path, i]);
      return;
    }
    if (isList(item)) throw ragged(`a number at ${place(path)}`, describe(item));
    if (item instanceof Tensor) {
      throw new DTypeError(
        `tensor: elements are numbers or booleans, got ${spell(item)} at ${place(path)}. Join tensors with stack().`,
      );
    }
    if (typeof item !== 'number' && typeof item !== 'boolean') {
      throw new DTypeError(`tensor: elements are numbers or booleans, got ${describe(item)} at ${place(path)}.`);
    }
    if (kindFound !== undefined && typeof item !== kindFound) {
      throw new DTypeError(`tensor: elements are all numbers or all booleans, got a ${typeof item} at ${place(path)}.`);
    }
    kindFound = typeof item as 'number' | 'boolean';
    values.push(Number(item));
  };
  visit(elements, []);
  return { values, shape, kind: kindFound === 'boolean' ? 'bool' : DEFAULT_DTYPE };
}

/** The lengths met by going into the first element again and again; the rest is held to them. */
function shapeAlongFirst(elements: Elements): number[] {
  const shape: number[] = [];
  let item: unknown = elements;
  while (isList(item)) {
    shape.push(item.length);
    item = item[0];
  }
  return shape;
}

function isList(item: unknown): item is ArrayLike<unknown> {
  return Array.isArray(item) || ArrayBuffer.isView(item);
}

function isTypedArray(elements: Elements): elements is AnyTypedArray {
  return ArrayBuffer.isView(elements);
}

function kindOfTypedArray(array: AnyTypedArray): DType {
  if (typeof array[0] === 'bigint' || array instanceof DataView) {
    throw new DTypeError('tensor: elements are numbers or booleans, got an array of 64-bit integers or raw bytes.');
  }
  if (array instanceof Float64Array) return 'float64';
  if (array instanceof Int32Array) return 'int32';
  return DEFAULT_DTYPE;
}

function ragged(required: string, got: string): ShapeError {
  return new ShapeError(
    `tensor: nested arrays must be rectangular, required ${required}, got ${got}. Pad the short rows.`,
  );
}

function place(path: readonly number[]): string {
  return path.length === 0 ? 'the top' : `[${path.join('][')}]`;
}

function describe(item: unknown): string {
  if (isList(item)) return `an array of ${item.length}`;
  if (item === null || item === undefined) return String(item);
  return typeof item === 'string' ? JSON.stringify(item) : `${typeof item} ${String(item)}`;
}
