// What backward costs, over forward.

import type { Report } from './report';

export interface BackwardCost {
  readonly name: string;
  /** By contender: (both − forward) / forward. */
  readonly costs: Readonly<Record<string, number>>;
}

/** Of each network of which both parts were measured. */
export function backwardOverForward({ measurements }: Report): readonly BackwardCost[] {
  return measurements.flatMap(({ workload, rows }) => {
    if (workload.work.kind !== 'network' || workload.work.part !== 'forward') return [];
    const name = workload.name.replace(', forward', '');
    const both = measurements.find((each) => each.workload.name === `${name}, forward + backward`);
    if (both === undefined) return [];
    const costs: Record<string, number> = {};
    for (const { contender, median } of rows) {
      const whole = both.rows.find((each) => each.contender === contender);
      if (whole !== undefined) costs[contender] = whole.median / median - 1;
    }
    return [{ name, costs }];
  });
}
