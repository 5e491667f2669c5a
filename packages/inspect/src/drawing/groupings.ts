// Which nodes to draw as one. Groups are stretches of the tape: drawn as one box each, they can form no cycle.

import type { Edge, NodeBox } from './graph';
import { repeatsIn } from './repeats';

/** The nodes from `start` to before `end`. */
export interface Group {
  readonly start: number;
  readonly end: number;
  /** After how many nodes their ops repeat, if the group is nothing but a repeat. */
  readonly period: number | undefined;
}

/** How much more each try may fold into a group. */
const GROWTH = 1.5;

/**
 * Ways to group the nodes of a tape, finest first; the last is one group. At first only what repeats is folded, but for the first
 * time it is there; then also what reads from each other, in groups that grow; then neighbours.
 */
export function* groupings(nodes: readonly NodeBox[], edges: readonly Edge[]): Generator<readonly Group[]> {
  const groups = repeatedGroups(nodes);
  yield groups;
  const places = new Map(nodes.map(({ id }, i) => [id, i]));
  const makers = nodes.map((): number[] => []);
  for (const { kind, from, to } of edges) {
    const maker = places.get(from);
    if (kind === 'value' && maker !== undefined) makers[places.get(to)!]!.push(maker);
  }
  const reads = (group: Group, other: Group): boolean => {
    for (let i = group.start; i < group.end; i++) {
      if (makers[i]!.some((maker) => maker >= other.start && maker < other.end)) return true;
    }
    return false;
  };
  const standsAlone = ({ start, end }: Group): boolean => end - start === 1 && nodes[start]!.isTarget;
  for (let most = 2; most < nodes.length; most = Math.ceil(most * GROWTH)) {
    const fits = (a: Group, b: Group): boolean => b.end - a.start <= most && !standsAlone(a) && !standsAlone(b);
    yield joined(groups, (a, b) => fits(a, b) && reads(b, a));
    yield joined(groups, fits);
  }
  yield [{ start: 0, end: nodes.length, period: undefined }];
}

/** Of what repeats the first time node by node, the other times as one group. */
function repeatedGroups(nodes: readonly NodeBox[]): Group[] {
  const groups: Group[] = [];
  const single = (start: number): Group => ({ start, end: start + 1, period: undefined });
  // The target, if there is one, is like no other node.
  const signs = nodes.map(({ op, shape, isTarget }) => `${op} ${shape} ${isTarget}`);
  let next = 0;
  for (const { start, period, times } of repeatsIn(signs)) {
    while (next < start + period) groups.push(single(next++));
    next = start + period * times;
    groups.push({ start: start + period, end: next, period });
  }
  while (next < nodes.length) groups.push(single(next++));
  return groups;
}

function joined(groups: readonly Group[], belong: (group: Group, following: Group) => boolean): Group[] {
  const result: Group[] = [];
  for (const group of groups) {
    const last = result.at(-1);
    if (last !== undefined && belong(last, group)) {
      result[result.length - 1] = { start: last.start, end: group.end, period: undefined };
    } else result.push(group);
  }
  return result;
}
