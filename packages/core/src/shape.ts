// Arithmetic on shapes when the code runs, with the errors of those that do not fit.

import { spell } from './describe';
import { ShapeError } from './errors';
import type { Axes, Shape } from './shapeTypes';

/** The number of elements: 1 for a scalar. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (let axis = 0; axis < shape.length; axis++) size *= shape[axis]!;
  return size;
}

export function isSameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let axis = 0; axis < a.length; axis++) if (a[axis] !== b[axis]) return false;
  return true;
}

/** `[64, 100]`. */
export function formatShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

/**
 * A copy of a shape that a user gave.
 * @throws ShapeError unless it is an array of whole sizes ≥ 0.
 */
export function checkedShape<S extends Shape>(op: string, shape: S): S {
  if (!Array.isArray(shape)) {
    throw new ShapeError(`${op}: a shape is an array of sizes, such as [2, 3], got ${spell(shape)}.`);
  }
  for (let axis = 0; axis < shape.length; axis++) {
    const size = shape[axis];
    if (!Number.isInteger(size) || size < 0) {
      throw new ShapeError(
        `${op}: sizes are whole numbers ≥ 0, got ${spell(size)} at axis ${axis} of ${spell(shape)}.`,
      );
    }
  }
  if (!Number.isSafeInteger(sizeOf(shape))) {
    throw new ShapeError(`${op}: ${formatShape(shape)} has more elements than can be counted.`);
  }
  return [...shape] as Shape as S;
}

/**
 * The shape that two shapes broadcast to: aligned at their last axes, sizes equal or one of them 1.
 * @throws ShapeError naming the first sizes from the right that clash.
 */
export function broadcastShapes(op: string, a: Shape, b: Shape): Shape {
  if (b.length === 0 || isSameShape(a, b)) return a;
  if (a.length === 0) return b;
  const rank = Math.max(a.length, b.length);
  const shape = new Array<number>(rank);
  for (let fromLast = 1; fromLast <= rank; fromLast++) {
    const m = a[a.length - fromLast] ?? 1;
    const n = b[b.length - fromLast] ?? 1;
    if (m !== n && m !== 1 && n !== 1) {
      throw new ShapeError(
        `${op}: shapes must broadcast, got ${formatShape(a)} and ${formatShape(b)} ` +
          `(${m} ≠ ${n} at axis -${fromLast}, and neither is 1).`,
        [a, b],
      );
    }
    shape[rank - fromLast] = m === 1 ? n : m;
  }
  return shape;
}

/**
 * The axis as a number ≥ 0.
 * @throws ShapeError if it is out of range.
 */
export function normalizeAxis(op: string, axis: number, rank: number): number {
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) {
    const valid = rank === 0 ? 'a scalar has no axes' : `valid: ${-rank}…${rank - 1}`;
    throw new ShapeError(`${op}: axis ${spell(axis)} is out of range for rank ${rank} (${valid}).`);
  }
  return axis < 0 ? axis + rank : axis;
}

/**
 * Axes as ascending numbers ≥ 0; every axis if undefined.
 * @throws ShapeError if one is out of range or named twice.
 */
export function normalizeAxes(op: string, axes: Axes | undefined, rank: number): readonly number[] {
  if (axes === undefined) return everyAxis(rank);
  const given = typeof axes === 'number' ? [axes] : axes;
  if (!Array.isArray(given)) {
    throw new ShapeError(`${op}: axes are a number or an array of numbers, got ${spell(axes)}.`);
  }
  const normal = Array.from(given, (axis) => normalizeAxis(op, axis, rank)).sort((a, b) => a - b);
  const twice = normal.find((axis, i) => axis === normal[i + 1]);
  if (twice !== undefined) {
    throw new ShapeError(`${op}: each axis may be named once, got axis ${twice} twice in [${given.join(', ')}].`);
  }
  return normal;
}

function everyAxis(rank: number): number[] {
  const axes: number[] = [];
  for (let axis = 0; axis < rank; axis++) axes.push(axis);
  return axes;
}
