// The workloads that come in one size.

import type { Workload } from './workload';

export const others: readonly Workload[] = [
  {
    name: 'softmax classifier 64×784→10',
    group: 'classifier',
    work: { kind: 'classifier', samples: 64, features: 784, classes: 10, learningRate: 0.01 },
  },
  {
    name: 'convolutional net 32×1×16×16',
    group: 'convolution',
    work: { kind: 'convolution', samples: 32, size: 16, channels: [1, 8, 16], classes: 10, learningRate: 0.01 },
  },
  {
    name: 'chain of 10,000 elementwise ops',
    group: 'chain',
    work: { kind: 'chain', links: 10_000, size: 16, learningRate: 0.01 },
  },
];

export const memory: readonly Workload[] = [
  {
    name: 'memory of a tape node',
    group: 'memory',
    work: { kind: 'memory', nodes: 100_000, size: 1 },
  },
];
