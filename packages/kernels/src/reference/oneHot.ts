import type { NdArray } from '../ndArray';

/** `output[…, c] = 1` where `labels[…] = c`, else 0. The last axis of the output counts the classes. */
export function oneHot(labels: NdArray, output: NdArray): void {
  const classes = output.shape.at(-1)!;
  output.data.fill(0);
  for (let i = 0; i < labels.data.length; i++) output.data[i * classes + labels.data[i]!] = 1;
}
