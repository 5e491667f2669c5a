// Lines that go far aside between the same two layers run one above the other, each on a track of its own.

import type { LanePoint } from './attach';

/** What goes aside by less is a curve, and needs no track. */
const FAR = 56;
/** In pixels: between tracks; and between them and what is above and below. */
const APART = 8;
const MARGIN = 12;
/** How much room a corner takes on either side. */
const CORNER = 14;

/** A lane that goes far aside, from the lower end of one layer to the upper end of the next. */
interface Run {
  readonly lane: number;
  /** Of the point at its lower end. */
  readonly place: number;
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

/** Where lanes go, with a track for each of their runs, and how far down everything moves to make room for these. */
export interface Tracked {
  readonly paths: readonly (readonly LanePoint[])[];
  /** Where something is that was at `y`. */
  readonly moved: (y: number) => number;
}

/** Gives each run a track. Lanes go down, and all that pass between two layers have points at the ends of both. */
export function track(paths: readonly (readonly LanePoint[])[]): Tracked {
  const gaps = gapsIn(paths);
  const rooms = [...gaps.values()].map(({ top, bottom, runs }) => {
    const levels = levelsOf(runs);
    const heights: number[] = [];
    for (const [run, level] of levels) heights[level] = Math.max(heights[level] ?? 0, run.width + APART);
    const needed = heights.reduce((total, height) => total + height, 2 * MARGIN - APART);
    return { top, bottom, levels, heights, more: Math.max(0, needed - (bottom - top)) };
  });
  const moved = (y: number): number =>
    rooms.reduce((total, { bottom, more }) => (bottom <= y ? total + more : total), y);
  const tracked = paths.map((path) => path.map((point) => ({ ...point, y: moved(point.y) })));
  for (const { top, bottom, levels, heights } of rooms) {
    // What is left over lies above and below.
    const used = heights.reduce((total, height) => total + height, -APART);
    const first = (moved(top) + moved(bottom) - used) / 2;
    for (const [{ lane, place }, level] of levels) {
      const before = heights.slice(0, level).reduce((total, height) => total + height, 0);
      const point = tracked[lane]![place]!;
      tracked[lane]![place] = { ...point, turn: first + before + (heights[level]! - APART) / 2 };
    }
  }
  return { paths: tracked, moved };
}

function gapsIn(paths: readonly (readonly LanePoint[])[]) {
  const gaps = new Map<string, { readonly top: number; readonly bottom: number; readonly runs: Run[] }>();
  for (const [lane, path] of paths.entries()) {
    for (const [i, { x, y, width }] of path.slice(1).entries()) {
      const above = path[i]!;
      if (Math.abs(x - above.x) < FAR) continue;
      const key = `${above.y} ${y}`;
      const gap = gaps.get(key) ?? { top: above.y, bottom: y, runs: [] };
      gaps.set(key, gap);
      gap.runs.push({ lane, place: i + 1, from: above.x, to: x, width: Math.max(width, above.width) });
    }
  }
  return gaps;
}

/**
 * Which track each run is on, from above. Of runs to the same side that meet, the one that begins further on that side is above,
 * so that they do not cross.
 */
function levelsOf(runs: readonly Run[]): ReadonlyMap<Run, number> {
  const levels = new Map<Run, number>();
  const right = runs.filter(({ from, to }) => to > from).sort((a, b) => b.from - a.from);
  const left = runs.filter(({ from, to }) => to < from).sort((a, b) => a.from - b.from);
  for (const run of [...right, ...left]) {
    const taken = new Set<number>();
    let level = 0;
    for (const [other, its] of levels) {
      if (!meet(run, other)) continue;
      taken.add(its);
      if (isToSameSide(run, other)) level = Math.max(level, its + 1);
    }
    while (taken.has(level)) level++;
    levels.set(run, level);
  }
  return levels;
}

function isToSameSide(a: Run, b: Run): boolean {
  return a.to > a.from === b.to > b.from;
}

/** Whether there is a place that both go by. */
function meet(a: Run, b: Run): boolean {
  const room = CORNER + (a.width + b.width) / 2;
  return (
    Math.max(Math.min(a.from, a.to), Math.min(b.from, b.to)) <
    Math.min(Math.max(a.from, a.to), Math.max(b.from, b.to)) + room
  );
}
