// How windows lie over images, as assembly/windows.ts reads it.

import type { Windows } from '../reference/windows';
import type { LinearMemory } from './linearMemory';

/** Room for the thirteen integers, in bytes. */
export const GEOMETRY_BYTES = 4 * 13;

/** Images, their height and width, the windows' height and width, and how many there are along each axis. */
export type Sizes = readonly [number, number, number, number, number, number, number];

/** Writes them where the room for operands begins. */
export function writeGeometry(memory: LinearMemory, sizes: Sizes, { stride, padding, dilation }: Windows): void {
  memory.writeIntegers([...sizes, ...stride, padding[0][0], padding[1][0], ...dilation], memory.start);
}
