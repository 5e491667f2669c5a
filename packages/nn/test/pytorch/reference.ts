// What trajectories.py wrote, read again.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One of the files beside this one. */
export function reference<T>(name: 'optimizers' | 'schedules' | 'losses'): T {
  return JSON.parse(readFileSync(join(__dirname, `${name}.json`), 'utf8')) as T;
}
