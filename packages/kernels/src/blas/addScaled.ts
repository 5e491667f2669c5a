import type { Kernels } from '../kernelSet';
import type { Blas } from './library';

/** Fewer elements than this are done as soon by the others' kernel. */
const FEWEST_ELEMENTS = 128;

/** `output = a + scale b` by `axpy`, which may round the product and the sum as one. */
export function blasAddScaled({ saxpy, daxpy }: Blas, small: Kernels['addScaled']): Kernels['addScaled'] {
  return (a, b, output, scale) => {
    const { data } = output;
    // BLAS takes 0 times infinity for 0.
    if (data.length < FEWEST_ELEMENTS || scale === 0) {
      small(a, b, output, scale);
      return;
    }
    if (a.data !== data) data.set(a.data);
    if (data instanceof Float32Array) saxpy(data.length, scale, b.data as Float32Array, 1, data, 1);
    else daxpy(data.length, scale, b.data as Float64Array, 1, data as Float64Array, 1);
  };
}
