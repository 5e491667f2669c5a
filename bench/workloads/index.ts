// Every workload, in the order in which they run.

import { backward, networks } from './networks';
import { memory, others } from './others';
import { products } from './products';
import type { Workload } from './workload';

export const workloads: readonly Workload[] = [...networks, ...products, ...others, ...backward, ...memory];
