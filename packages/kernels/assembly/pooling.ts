// The largest element of each window, and the two linear maps that go with the choice, as the reference defines them.

import { Geometry } from './windows';

enum Task {
  Maximum,
  SumAtMaxima,
  SpreadToMaxima,
}

// @ts-ignore: decorator
@inline
function isMaximum<T>(value: T, maximum: T): bool {
  return value == maximum || (value != value && maximum != maximum);
}

/** The first `k ≥ 0` with `start + k · step ≥ 0`. */
// @ts-ignore: decorator
@inline
function firstWithin(start: i32, step: i32): i32 {
  return start < 0 ? (step - 1 - start) / step : 0;
}

/** One more than the last `k < count` with `start + k · step < size`. */
// @ts-ignore: decorator
@inline
function endWithin(start: i32, step: i32, size: i32, count: i32): i32 {
  // Most windows lie within the image, and a division takes long.
  if (start + (count - 1) * step < size) return count;
  return start < size ? (size - 1 - start) / step + 1 : 0;
}

/**
 * One of the tasks, for each of `windows.channels` images that follow each other. `maxima` and `values` are as large as the
 * output, but `values` of SumAtMaxima is as large as `x`. `sums` has room for one image of float64.
 */
// @ts-ignore: decorator
@inline
function eachWindow<T>(
  task: Task, x: usize, maxima: usize, values: usize, out: usize, sums: usize, windows: Geometry,
): void {
  const width = windows.width;
  const area = windows.height * width;
  for (let image = 0; image < windows.channels; image++) {
    if (task == Task.SpreadToMaxima) memory.fill(sums, 0, 8 * <usize>area);
    for (let i = 0; i < windows.outHeight; i++) {
      const top = i * windows.strideDown - windows.paddingTop;
      const firstRow = firstWithin(top, windows.dilationDown);
      const endRow = endWithin(top, windows.dilationDown, windows.height, windows.kernelHeight);
      for (let j = 0; j < windows.outWidth; j++) {
        const left = j * windows.strideAcross - windows.paddingLeft;
        const first = firstWithin(left, windows.dilationAcross);
        const end = endWithin(left, windows.dilationAcross, width, windows.kernelWidth);
        let largest: T = <T>-Infinity;
        let total: f64 = 0;
        let maximum: T = <T>0;
        let value: f64 = 0;
        if (task != Task.Maximum) maximum = load<T>(maxima);
        if (task == Task.SpreadToMaxima) value = <f64>load<T>(values);
        for (let row = firstRow; row < endRow; row++) {
          const start = (top + row * windows.dilationDown) * width + left;
          for (let column = first; column < end; column++) {
            const place = <usize>(start + column * windows.dilationAcross);
            const element = load<T>(x + place * sizeof<T>());
            if (task == Task.Maximum) {
              largest = max<T>(largest, element);
            } else if (isMaximum<T>(element, maximum)) {
              if (task == Task.SumAtMaxima) {
                total += <f64>load<T>(values + place * sizeof<T>());
              } else {
                const sum = sums + 8 * place;
                store<f64>(sum, load<f64>(sum) + value);
              }
            }
          }
        }
        maxima += sizeof<T>();
        if (task == Task.SpreadToMaxima) {
          values += sizeof<T>();
        } else {
          store<T>(out, task == Task.Maximum ? largest : <T>total);
          out += sizeof<T>();
        }
      }
    }
    x += <usize>area * sizeof<T>();
    if (task == Task.SumAtMaxima) values += <usize>area * sizeof<T>();
    if (task == Task.SpreadToMaxima) {
      for (let at = 0; at < area; at++) {
        store<T>(out, <T>load<f64>(sums + 8 * <usize>at));
        out += sizeof<T>();
      }
    }
  }
}

export function maxPool32(x: usize, out: usize, windows: Geometry): void {
  eachWindow<f32>(Task.Maximum, x, 0, 0, out, 0, windows);
}

export function maxPool64(x: usize, out: usize, windows: Geometry): void {
  eachWindow<f64>(Task.Maximum, x, 0, 0, out, 0, windows);
}

export function sumAtMaxima32(x: usize, maxima: usize, values: usize, out: usize, windows: Geometry): void {
  eachWindow<f32>(Task.SumAtMaxima, x, maxima, values, out, 0, windows);
}

export function sumAtMaxima64(x: usize, maxima: usize, values: usize, out: usize, windows: Geometry): void {
  eachWindow<f64>(Task.SumAtMaxima, x, maxima, values, out, 0, windows);
}

export function spreadToMaxima32(
  x: usize, maxima: usize, values: usize, out: usize, sums: usize, windows: Geometry,
): void {
  eachWindow<f32>(Task.SpreadToMaxima, x, maxima, values, out, sums, windows);
}

export function spreadToMaxima64(
  x: usize, maxima: usize, values: usize, out: usize, sums: usize, windows: Geometry,
): void {
  eachWindow<f64>(Task.SpreadToMaxima, x, maxima, values, out, sums, windows);
}
