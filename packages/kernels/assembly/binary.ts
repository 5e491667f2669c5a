// Elementwise arithmetic of two arrays. A vector at the end of a row may reach into the next, which is written later, or
// into the room behind the last.

enum Operation {
  Add,
  Sub,
  Mul,
  Div,
  Gate,
  Chain,
}

// @ts-ignore: decorator
@inline
function result<T>(name: Operation, a: v128, b: v128): v128 {
  if (name == Operation.Add) return v128.add<T>(a, b);
  if (name == Operation.Sub) return v128.sub<T>(a, b);
  if (name == Operation.Mul) return v128.mul<T>(a, b);
  if (name == Operation.Div) return v128.div<T>(a, b);
  const zero = i64x2.splat(0);
  if (name == Operation.Gate) return v128.and(a, v128.gt<T>(b, zero));
  return v128.andnot(v128.mul<T>(a, b), v128.eq<T>(a, zero));
}

/**
 * `out = a ∘ b` for `rows` of `count` elements. Each operand goes on by its row's length in bytes from row to row, 0 if it
 * repeats the same; within a row it goes on by elements, or is stretched: one element for all.
 */
// @ts-ignore: decorator
@inline
function rowByRow<T>(
  name: Operation,
  a: usize,
  aRow: usize,
  isStretchedA: bool,
  b: usize,
  bRow: usize,
  isStretchedB: bool,
  out: usize,
  rows: i32,
  count: i32,
): void {
  const length = <usize>count * sizeof<T>();
  for (let row = 0; row < rows; row++) {
    if (isStretchedA) {
      const x = v128.load_splat<T>(a);
      for (let at: usize = 0; at < length; at += 16) v128.store(out + at, result<T>(name, x, v128.load(b + at)));
    } else if (isStretchedB) {
      const y = v128.load_splat<T>(b);
      for (let at: usize = 0; at < length; at += 16) v128.store(out + at, result<T>(name, v128.load(a + at), y));
    } else {
      for (let at: usize = 0; at < length; at += 16) {
        v128.store(out + at, result<T>(name, v128.load(a + at), v128.load(b + at)));
      }
    }
    a += aRow;
    b += bRow;
    out += length;
  }
}

export function add32(
  a: usize, aRow: usize, isStretchedA: bool, b: usize, bRow: usize, isStretchedB: bool, out: usize, rows: i32, count: i32,
): void {
  rowByRow<f32>(Operation.Add, a, aRow, isStretchedA, b, bRow, isStretchedB, out, rows, count);
}

export function add64(
  a: usize, aRow: usize, isStretchedA: bool, b: usize, bRow: usize, isStretchedB: bool, out: usize, rows: i32, count: i32,
): void {
  rowByRow<f64>(Operation.Add, a, aRow, isStretchedA, b, bRow, isStretchedB, out, rows, count);
}

export function chain32(
  a: usize, aRow: usize, isStretchedA: bool, b: usize, bRow: usize, isStretchedB: bool, out: usize, rows: i32, count: i32,
): void {
  rowByRow<f32>(Operation.Chain, a, aRow, isStretchedA, b, bRow, isStretchedB, out, rows, count);
}

export function chain64(
  a: usize, aRow: usize, isStretchedA: bool, b: usize, bRow: usize, isStretchedB: bool, out: usize, rows: i32, count: i32,
): void {
  rowByRow<f64>(Operation.Chain, a, aRow, isStretchedA, b, bRow, isStretchedB, out, rows, count);
}

export function div32(
  a: usize, aRow: usize, isStretchedA: bool, b: usize, bRow: usize, isStretchedB: bool, out: usize, rows: i32, count: i32,
): void {
  rowByRow<f32>(Operation.Div, a, aRow, isStretchedA, b, bRow, isStretchedB, out, rows, count);
}

export function div64(
  a: usize, aRow: usize, isStretchedA: bool, b: usize, bRow: usize, isStretchedB: bool, out: usize, rows: i32, count: i32,
): void {
  rowByRow<f64>(Operation.Div, a, aRow, isStretchedA, b, bRow, isStretchedB, out, rows, count);
}

export function gate32(
  a: usize, aRow: usize, isStretchedA: bool, b: usize, bRow: usize, isStretchedB: bool, out: usize, rows: i32, count: i32,
): void {
  rowByRow<f32>(Operation.Gate, a, aRow, isStretchedA, b, bRow, isStretchedB, out, rows, count);
}

export function gate64(
  a: usize, aRow: usize, isStretchedA: bool, b: usize, bRow: usize, isStretchedB: bool, out: usize, rows: i32, count: i32,
): void {
  rowByRow<f64>(Operation.Gate, a, aRow, isStretchedA, b, bRow, isStretchedB, out, rows, count);
}

export function mul32(
  a: usize, aRow: usize, isStretchedA: bool, b: usize, bRow: usize, isStretchedB: bool, out: usize, rows: i32, count: i32,
): void {
  rowByRow<f32>(Operation.Mul, a, aRow, isStretchedA, b, bRow, isStretchedB, out, rows, count);
}

export function mul64(
  a: usize, aRow: usize, isStretchedA: bool, b: usize, bRow: usize, isStretchedB: bool, out: usize, rows: i32, count: i32,
): void {
  rowByRow<f64>(Operation.Mul, a, aRow, isStretchedA, b, bRow, isStretchedB, out, rows, count);
}

export function sub32(
  a: usize, aRow: usize, isStretchedA: bool, b: usize, bRow: usize, isStretchedB: bool, out: usize, rows: i32, count: i32,
): void {
  rowByRow<f32>(Operation.Sub, a, aRow, isStretchedA, b, bRow, isStretchedB, out, rows, count);
}

export function sub64(
  a: usize, aRow: usize, isStretchedA: bool, b: usize, bRow: usize, isStretchedB: bool, out: usize, rows: i32, count: i32,
): void {
  rowByRow<f64>(Operation.Sub, a, aRow, isStretchedA, b, bRow, isStretchedB, out, rows, count);
}

/** `out = a + scale b`, both operations rounded, also where one could do for both. */
// @ts-ignore: decorator
@inline
function addScaled<T>(a: usize, b: usize, out: usize, count: i32, scale: T): void {
  const factor = v128.splat<T>(scale);
  const end = a + <usize>count * sizeof<T>();
  while (a < end) {
    v128.store(out, v128.add<T>(v128.load(a), v128.mul<T>(v128.load(b), factor)));
    v128.store(out, v128.add<T>(v128.load(a, 16), v128.mul<T>(v128.load(b, 16), factor)), 16);
    v128.store(out, v128.add<T>(v128.load(a, 32), v128.mul<T>(v128.load(b, 32), factor)), 32);
    v128.store(out, v128.add<T>(v128.load(a, 48), v128.mul<T>(v128.load(b, 48), factor)), 48);
    a += 64;
    b += 64;
    out += 64;
  }
}

export function addScaled32(a: usize, b: usize, out: usize, count: i32, scale: f64): void {
  addScaled<f32>(a, b, out, count, <f32>scale);
}

export function addScaled64(a: usize, b: usize, out: usize, count: i32, scale: f64): void {
  addScaled<f64>(a, b, out, count, scale);
}
