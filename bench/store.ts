// The numbers of workloads as files, which every contender reads.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredArray } from './protocol';
import { draw } from './workloads/draw';
import type { Workload } from './workloads/workload';

export interface StoredWorkload {
  readonly workload: Workload;
  readonly arrays: Readonly<Record<string, StoredArray>>;
}

/** Gives `use` the stored workloads, and removes their files when that is done. */
export async function withStored<T>(
  workloads: readonly Workload[],
  use: (stored: readonly StoredWorkload[]) => Promise<T>,
): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'pullback-bench-'));
  try {
    return await use(workloads.map((workload, i) => store(workload, join(directory, String(i)))));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function store(workload: Workload, directory: string): StoredWorkload {
  mkdirSync(directory);
  const arrays: Record<string, StoredArray> = {};
  for (const [name, { data, shape }] of Object.entries(draw(workload.work))) {
    const file = join(directory, `${name}.float32`);
    writeFileSync(file, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    arrays[name] = { file, shape };
  }
  return { workload, arrays };
}
