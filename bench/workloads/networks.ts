// The two-layer network at three sizes: a training step, and its parts.

import type { NetworkWorkload, Workload } from './workload';

// Rates at which the loss falls, without a hurry.
const NETWORKS = [
  network([64, 1000, 100, 8], 1e-4),
  network([4, 2, 16, 1], 1e-3),
  network([256, 2048, 2048, 10], 2e-5),
];

export const networks: readonly Workload[] = NETWORKS.map(({ name, work }) => ({ name, group: 'networks', work }));

/** What backward costs, over forward: of each network the two that are compared. */
export const backward: readonly (readonly Workload[])[] = NETWORKS.map(({ name, work }) =>
  (['forward', 'gradient'] as const).map((part): Workload => {
    const what = part === 'forward' ? 'forward' : 'forward + backward';
    return { name: `${name}, ${what}`, group: 'backward', work: { ...work, part } };
  }),
);

function network([samples, inputs, hidden, outputs]: readonly [number, number, number, number], learningRate: number) {
  const work: NetworkWorkload = { kind: 'network', samples, inputs, hidden, outputs, learningRate, part: 'step' };
  return { name: `${samples}×${inputs}→${hidden}→${outputs}`, work };
}
