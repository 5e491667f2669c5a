// Elementwise functions of one float32 array, computed in float64 and rounded once. Each may read and write up to three
// elements further than `count`: arrays begin on cache lines and have room to the end of one.

import { erf, erfc } from './errorFunction';
import { cutOff, exp, expm1, log, splat } from './exponential';

const SQRT_HALF: f64 = 0.7071067811865476;
const TWICE_ROOT_2_BY_PI: f64 = 1.5957691216057308;

enum Function {
  Exp,
  Log,
  Tanh,
  Sigmoid,
  Silu,
  Erf,
  Gelu,
  GeluTanh,
}

// @ts-ignore: decorator
@inline
function result(name: Function, x: v128): v128 {
  if (name == Function.Exp) return exp(cutOff(x));
  if (name == Function.Log) return log(x);
  if (name == Function.Tanh) return tanh(x);
  if (name == Function.Sigmoid) return f64x2.div(splat(1), onePlusExp(x));
  if (name == Function.Erf) return erf(x);
  // Those below go to 0 at -∞, where the factor x must not be infinite.
  const factor = f64x2.pmax(x, splat(-200));
  if (name == Function.Silu) return f64x2.div(factor, onePlusExp(x));
  if (name == Function.Gelu) return f64x2.mul(f64x2.mul(splat(0.5), factor), erfc(f64x2.mul(factor, splat(-SQRT_HALF))));
  const square = f64x2.mul(factor, factor);
  const bend = f64x2.add(splat(1), f64x2.mul(splat(0.044715), square));
  return f64x2.div(factor, onePlusExp(f64x2.mul(f64x2.mul(splat(TWICE_ROOT_2_BY_PI), factor), bend)));
}

/** `1 + e⁻ˣ`. */
// @ts-ignore: decorator
@inline
function onePlusExp(x: v128): v128 {
  return f64x2.add(splat(1), exp(cutOff(f64x2.neg(x))));
}

/** By `tanh |x| = -d / (2 + d)` with `d = e^(-2|x|) - 1`, and the sign of x. */
// @ts-ignore: decorator
@inline
function tanh(x: v128): v128 {
  const d = expm1(cutOff(f64x2.mul(f64x2.abs(x), splat(-2))));
  const size = f64x2.neg(f64x2.div(d, f64x2.add(splat(2), d)));
  return v128.or(f64x2.abs(size), v128.and(x, splat(-0.0)));
}

// @ts-ignore: decorator
@inline
function map(name: Function, x: usize, out: usize, count: i32): void {
  const end = x + 4 * <usize>count;
  while (x < end) {
    const low = result(name, f64x2.promote_low_f32x4(v128.load64_zero(x)));
    const high = result(name, f64x2.promote_low_f32x4(v128.load64_zero(x, 8)));
    const left = f32x4.demote_f64x2_zero(low);
    const right = f32x4.demote_f64x2_zero(high);
    v128.store(out, v128.shuffle<i64>(left, right, 0, 2));
    x += 16;
    out += 16;
  }
}

export function exp32(x: usize, out: usize, count: i32): void {
  map(Function.Exp, x, out, count);
}

export function log32(x: usize, out: usize, count: i32): void {
  map(Function.Log, x, out, count);
}

export function tanh32(x: usize, out: usize, count: i32): void {
  map(Function.Tanh, x, out, count);
}

export function sigmoid32(x: usize, out: usize, count: i32): void {
  map(Function.Sigmoid, x, out, count);
}

export function silu32(x: usize, out: usize, count: i32): void {
  map(Function.Silu, x, out, count);
}

export function erf32(x: usize, out: usize, count: i32): void {
  map(Function.Erf, x, out, count);
}

export function gelu32(x: usize, out: usize, count: i32): void {
  map(Function.Gelu, x, out, count);
}

export function geluTanh32(x: usize, out: usize, count: i32): void {
  map(Function.GeluTanh, x, out, count);
}
