// Every workload, in the order in which they run. Those of one batch take turns.

import { backward, networks } from './networks';
import { memory, others } from './others';
import { products } from './products';
import type { Workload } from './workload';

const alone = (workload: Workload): readonly Workload[] => [workload];

export const batches: readonly (readonly Workload[])[] = [
  ...[...networks, ...products, ...others].map(alone),
  ...backward,
  ...memory.map(alone),
];
