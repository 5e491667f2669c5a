// Images as matrices: each column holds what one window sees, so that a convolution is a product.

import { lanes } from './lanes';

/** How windows lie over the channels of an image, where the caller wrote it. The fields are in his order. */
@unmanaged
export class Geometry {
  channels!: i32;
  height!: i32;
  width!: i32;
  kernelHeight!: i32;
  kernelWidth!: i32;
  outHeight!: i32;
  outWidth!: i32;
  strideDown!: i32;
  strideAcross!: i32;
  paddingTop!: i32;
  paddingLeft!: i32;
  dilationDown!: i32;
  dilationAcross!: i32;
}

/** `columns[(c, p, q), (i, j)] = x[c, row, column]`, with `row = i · stride + p · dilation - padding`; 0 for padding. */
export function unfold<T>(x: usize, columns: usize, windows: Geometry): void {
  eachRow<T>(x, columns, windows, false);
}

/** `x[c, row, column] += columns[(c, p, q), (i, j)]`: the transpose of `unfold`, which drops what falls on padding. */
export function fold<T>(x: usize, columns: usize, windows: Geometry): void {
  eachRow<T>(x, columns, windows, true);
}

/** Either of them: one row of the image meets one row of outputs for each tap. */
// @ts-ignore: decorator
@inline
function eachRow<T>(x: usize, columns: usize, windows: Geometry, isFolding: bool): void {
  const width = windows.width;
  const outWidth = windows.outWidth;
  const stride = windows.strideAcross;
  const rowBytes = <usize>outWidth * sizeof<T>();
  for (let c = 0; c < windows.channels; c++) {
    for (let p = 0; p < windows.kernelHeight; p++) {
      for (let q = 0; q < windows.kernelWidth; q++) {
        const left = q * windows.dilationAcross - windows.paddingLeft;
        // The outputs from `first` to `end` see the image.
        const first = min(outWidth, left < 0 ? (stride - 1 - left) / stride : 0);
        const end = max(first, left < width ? min(outWidth, (width - 1 - left) / stride + 1) : 0);
        for (let i = 0; i < windows.outHeight; i++) {
          const row = i * windows.strideDown + p * windows.dilationDown - windows.paddingTop;
          const isInside = row >= 0 && row < windows.height;
          const from = x + (<usize>(row * width + left + first * stride)) * sizeof<T>();
          const to = columns + <usize>first * sizeof<T>();
          if (isFolding) {
            if (isInside) addRow<T>(from, stride, to, end - first);
          } else if (isInside) {
            clearRow<T>(columns, first);
            copyRow<T>(from, stride, to, end - first);
            clearRow<T>(columns + <usize>end * sizeof<T>(), outWidth - end);
          } else {
            clearRow<T>(columns, outWidth);
          }
          columns += rowBytes;
        }
      }
    }
    x += <usize>(windows.height * width) * sizeof<T>();
  }
}

/** In a loop, since most are so short that a call of memory.fill takes longer. */
// @ts-ignore: decorator
@inline
function clearRow<T>(at: usize, count: i32): void {
  for (let i = 0; i < count; i++) store<T>(at + <usize>i * sizeof<T>(), 0);
}

/** Copies `count` elements, `stride` apart, to neighbours. */
// @ts-ignore: decorator
@inline
function copyRow<T>(from: usize, stride: i32, to: usize, count: i32): void {
  let i = 0;
  if (stride == 1) {
    for (; i + lanes<T>() <= count; i += lanes<T>()) {
      v128.store(to + <usize>i * sizeof<T>(), v128.load(from + <usize>i * sizeof<T>()));
    }
  }
  for (; i < count; i++) store<T>(to + <usize>i * sizeof<T>(), load<T>(from + <usize>(i * stride) * sizeof<T>()));
}

/** Adds `count` neighbours from `from` to elements `stride` apart. */
// @ts-ignore: decorator
@inline
function addRow<T>(to: usize, stride: i32, from: usize, count: i32): void {
  let i = 0;
  if (stride == 1) {
    for (; i + lanes<T>() <= count; i += lanes<T>()) {
      const at = to + <usize>i * sizeof<T>();
      v128.store(at, v128.add<T>(v128.load(at), v128.load(from + <usize>i * sizeof<T>())));
    }
  }
  for (; i < count; i++) {
    const at = to + <usize>(i * stride) * sizeof<T>();
    store<T>(at, load<T>(at) + load<T>(from + <usize>i * sizeof<T>()));
  }
}

/** Whether all are finite: what is not, less itself, is NaN. */
export function areFinite<T>(x: usize, count: i32): bool {
  let total = i64x2.splat(0);
  let i = 0;
  for (; i + lanes<T>() <= count; i += lanes<T>()) {
    const value = v128.load(x + <usize>i * sizeof<T>());
    total = v128.add<T>(total, v128.sub<T>(value, value));
  }
  let rest: T = <T>0;
  for (; i < count; i++) {
    const value = load<T>(x + <usize>i * sizeof<T>());
    rest += value - value;
  }
  return rest == 0 && !v128.any_true(v128.ne<T>(total, i64x2.splat(0)));
}
