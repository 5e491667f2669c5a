// The numbers of a workload as files, which every contender reads.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredArray } from './protocol';
import { draw } from './workloads/draw';
import type { Workload } from './workloads/workload';

export interface StoredWorkload {
  readonly workload: Workload;
  readonly arrays: Readonly<Record<string, StoredArray>>;
}

/** Gives `use` the stored workload, and removes its files when that is done. */
export async function withStored<T>(workload: Workload, use: (stored: StoredWorkload) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'pullback-bench-'));
  try {
    const arrays: Record<string, StoredArray> = {};
    for (const [name, { data, shape }] of Object.entries(draw(workload.work))) {
      const file = join(directory, `${name}.float32`);
      writeFileSync(file, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
      arrays[name] = { file, shape };
    }
    return await use({ workload, arrays });
  } finally {
    rmSync(directory, { recursive: true });
  }
}
