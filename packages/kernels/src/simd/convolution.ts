// Convolutions as products: what the windows see becomes a matrix, one image and one group of channels at a time.
// Sums run as those of matmul do; those over images, or over the windows that overlap, are added to them in turn.

import type { NdArray } from '../ndArray';
import * as reference from '../reference/convolution';
import type { FourSizes } from '../reference/windows';
import { GEOMETRY_BYTES, writeGeometry } from './geometry';
import type { Simd } from './instance';
import { aligned, isOfFloats, type LinearMemory } from './linearMemory';
import { productOf } from './product';

type Kernel = (a: NdArray, b: NdArray, output: NdArray, attrs: reference.Convolution) => void;

/** Fewer products than this are done as soon by plain loops: measured by bench/convolution.ts. */
const FEWEST_PRODUCTS = 1024;

/** The three matrices of a convolution, in the linear memory, and how one group of one image is found in them. */
interface Plan {
  readonly x: number;
  readonly weight: number;
  readonly y: number;
  /** The matrix of what the windows see. */
  readonly columns: number;
  /** How the windows lie, for `unfold` and `fold`. */
  readonly geometry: number;
  /** Rows of the weight's matrix for one group, its columns, and columns of `y`. */
  readonly filters: number;
  readonly taps: number;
  readonly positions: number;
  /** Calls back for each group of each image, with where its part of `x`, the weight and `y` begins. */
  each(visit: (x: number, weight: number, y: number, image: number) => void): void;
}

const AS_IT_IS = { transposeA: false, transposeB: false };
const A_TRANSPOSED = { transposeA: true, transposeB: false };
const B_TRANSPOSED = { transposeA: false, transposeB: true };

export function convolutionsBy(simd: Simd): { conv2d: Kernel; conv2dTransposed: Kernel; conv2dWeight: Kernel } {
  const { exports, memory } = simd;
  const functions = {
    4: { product: productOf(simd, 4), unfold: exports.unfold32, fold: exports.fold32, areFinite: exports.areFinite32 },
    8: { product: productOf(simd, 8), unfold: exports.unfold64, fold: exports.fold64, areFinite: exports.areFinite64 },
  };
  const functionsFor = ({ data }: NdArray) => functions[data.BYTES_PER_ELEMENT as 4 | 8];

  return {
    conv2d(x, weight, output, attrs) {
      const { product, unfold, areFinite } = functionsFor(output);
      const plan = planOf(memory, x, weight, output, attrs);
      if (plan) {
        memory.write(x.data, plan.x);
        memory.write(weight.data, plan.weight);
      }
      // Padding adds nothing in the reference, but 0 · ∞ is NaN in a product.
      if (!plan || !areFinite(plan.weight, weight.data.length)) {
        reference.conv2d(x, weight, output, attrs);
        return;
      }
      const { filters, taps, positions, columns, geometry } = plan;
      plan.each((xAt, weightAt, yAt) => {
        unfold(xAt, columns, geometry);
        product(weightAt, columns, yAt, filters, taps, positions, AS_IT_IS);
      });
      memory.read(plan.y, output.data);
    },

    conv2dTransposed(y, weight, output, attrs) {
      const plan = planOf(memory, output, weight, y, attrs);
      if (!plan) {
        reference.conv2dTransposed(y, weight, output, attrs);
        return;
      }
      const { product, fold } = functionsFor(output);
      memory.write(y.data, plan.y);
      memory.write(weight.data, plan.weight);
      memory.clear(plan.x, output.data.byteLength);
      const { filters, taps, positions, columns, geometry } = plan;
      plan.each((xAt, weightAt, yAt) => {
        product(weightAt, yAt, columns, taps, filters, positions, A_TRANSPOSED);
        fold(xAt, columns, geometry);
      });
      memory.read(plan.x, output.data);
    },

    conv2dWeight(x, y, output, attrs) {
      const { product, unfold, areFinite } = functionsFor(output);
      const plan = planOf(memory, x, output, y, attrs);
      if (plan) {
        memory.write(x.data, plan.x);
        memory.write(y.data, plan.y);
      }
      if (!plan || !areFinite(plan.y, y.data.length)) {
        reference.conv2dWeight(x, y, output, attrs);
        return;
      }
      const { filters, taps, positions, columns, geometry } = plan;
      plan.each((xAt, weightAt, yAt, image) => {
        unfold(xAt, columns, geometry);
        product(yAt, columns, weightAt, filters, positions, taps, B_TRANSPOSED, image > 0);
      });
      memory.read(plan.weight, output.data);
    },
  };
}

/** Null where plain loops should do the work. */
function planOf(
  memory: LinearMemory,
  x: NdArray,
  weight: NdArray,
  y: NdArray,
  attrs: reference.Convolution,
): Plan | null {
  const { groups } = attrs;
  const [images, channels, height, width] = x.shape as FourSizes;
  const [outChannels, groupChannels, kernelHeight, kernelWidth] = weight.shape as FourSizes;
  const [, , outHeight, outWidth] = y.shape as FourSizes;
  const filters = outChannels / groups;
  const taps = groupChannels * kernelHeight * kernelWidth;
  const positions = outHeight * outWidth;
  if (y.data.length * taps < FEWEST_PRODUCTS || !isOfFloats(x)) return null;

  const bytes = x.data.BYTES_PER_ELEMENT;
  const geometry = memory.start;
  const xAt = aligned(geometry + GEOMETRY_BYTES);
  const weightAt = aligned(xAt + x.data.byteLength);
  const yAt = aligned(weightAt + weight.data.byteLength);
  const columns = aligned(yAt + y.data.byteLength);
  if (!memory.reserve(columns + taps * positions * bytes)) return null;
  writeGeometry(memory, [groupChannels, height, width, kernelHeight, kernelWidth, outHeight, outWidth], attrs);
  return {
    x: xAt,
    weight: weightAt,
    y: yAt,
    columns,
    geometry,
    filters,
    taps,
    positions,
    each(visit) {
      for (let n = 0; n < images; n++) {
        for (let group = 0; group < groups; group++) {
          const xFrom = xAt + (n * channels + group * groupChannels) * height * width * bytes;
          const yFrom = yAt + (n * outChannels + group * filters) * positions * bytes;
          visit(xFrom, weightAt + group * filters * taps * bytes, yFrom, n);
        }
      }
    },
  };
}
