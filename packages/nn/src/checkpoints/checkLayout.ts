import { quote } from '../quote';
import { CheckpointError } from './checkpointError';
import type { Entry } from './parseHeader';

/**
 * Sorts the entries by their place, and makes sure that they fill the data exactly: no overlap, no hole, nothing after
 * the last, and each as long as its shape and dtype say.
 * @throws CheckpointError naming the tensor that does not fit.
 */
export function checkLayout(entries: Entry[], dataLength: number): void {
  entries.sort((a, b) => a.start - b.start || a.end - b.end);
  let filled = 0;
  for (const entry of entries) {
    const { name, start, end } = entry;
    const range = `tensor ${quote(name)}, bytes ${start} to ${end},`;
    if (end < start) throw fail(`${range} ends before it begins`, name);
    if (start < filled) throw fail(`${range} overlaps the tensor before it, which ends at ${filled}`, name);
    if (start > filled) throw fail(`${range} leaves a hole after byte ${filled}, where the one before it ends`, name);
    if (end > dataLength) throw fail(`${range} reaches beyond the ${dataLength} bytes of data`, name);
    const size = sizeInBytes(entry);
    if (size !== end - start) throw fail(`${range} must have ${size} by its shape and dtype`, name);
    filled = end;
  }
  if (filled !== dataLength) throw fail(`the data must end with the last tensor at byte ${filled}, got ${dataLength}`);
}

function sizeInBytes({ name, shape, stored }: Entry): number {
  let size = stored.width;
  for (const length of shape) {
    size *= length;
    if (!Number.isSafeInteger(size)) throw fail(`tensor ${quote(name)} has a shape of 2⁵³ bytes or more`, name);
  }
  return size;
}

function fail(reason: string, tensor?: string): CheckpointError {
  return new CheckpointError('decodeSafetensors', `${reason}.`, { tensor });
}
