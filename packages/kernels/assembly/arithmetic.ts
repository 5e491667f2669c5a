// Elementwise arithmetic of one array. The last vector may reach into the room behind it.

enum Operation {
  Neg,
  Relu,
  Sqrt,
  Square,
}

// @ts-ignore: decorator
@inline
function map<T>(name: Operation, x: usize, out: usize, count: i32): void {
  const length = <usize>count * sizeof<T>();
  for (let at: usize = 0; at < length; at += 16) v128.store(out + at, result<T>(name, v128.load(x + at)));
}

// @ts-ignore: decorator
@inline
function result<T>(name: Operation, x: v128): v128 {
  if (name == Operation.Neg) return v128.neg<T>(x);
  if (name == Operation.Relu) return v128.max<T>(x, i64x2.splat(0));
  if (name == Operation.Sqrt) return v128.sqrt<T>(x);
  return v128.mul<T>(x, x);
}

export function neg32(x: usize, out: usize, count: i32): void {
  map<f32>(Operation.Neg, x, out, count);
}

export function neg64(x: usize, out: usize, count: i32): void {
  map<f64>(Operation.Neg, x, out, count);
}

export function relu32(x: usize, out: usize, count: i32): void {
  map<f32>(Operation.Relu, x, out, count);
}

export function relu64(x: usize, out: usize, count: i32): void {
  map<f64>(Operation.Relu, x, out, count);
}

export function sqrt32(x: usize, out: usize, count: i32): void {
  map<f32>(Operation.Sqrt, x, out, count);
}

export function sqrt64(x: usize, out: usize, count: i32): void {
  map<f64>(Operation.Sqrt, x, out, count);
}

export function square32(x: usize, out: usize, count: i32): void {
  map<f32>(Operation.Square, x, out, count);
}

export function square64(x: usize, out: usize, count: i32): void {
  map<f64>(Operation.Square, x, out, count);
}
