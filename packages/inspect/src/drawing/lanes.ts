import { roomFor } from './attach';
import { labelTextOf } from './boxText';
import type { Edge } from './graph';

/** The way of a value from one box to another, and back on it, side by side, that of its cotangent: laid out as one. */
export interface Lane {
  /** The boxes it joins, by their ids: the one that the value comes from, and the one that reads it. */
  readonly above: string;
  readonly below: string;
  /** The value, and its cotangent, if that is drawn. */
  readonly edges: readonly Edge[];
  /** From the first of its lines to the last, in pixels. */
  readonly width: number;
  /** What is written beside the cotangent, if anything. */
  readonly text: string | undefined;
}

/** In pixels: how far apart a value and its cotangent are. */
const APART = 14;

/** Each value with its cotangent. As both are laid out the way of the value, there are no cycles. */
export function lanesOf(edges: readonly Edge[]): Lane[] {
  const cotangents = new Map<string, Edge[]>();
  for (const edge of edges) {
    if (edge.kind !== 'cotangent') continue;
    const key = `${edge.to} ${edge.from}`;
    cotangents.set(key, [...(cotangents.get(key) ?? []), edge]);
  }
  return edges
    .filter(({ kind }) => kind === 'value')
    .map((value): Lane => {
      const { from: above, to: below } = value;
      const cotangent = cotangents.get(`${above} ${below}`)?.shift();
      if (cotangent === undefined) return { above, below, edges: [value], width: 0, text: undefined };
      return { above, below, edges: [value, cotangent], width: APART, text: labelTextOf(cotangent) };
    });
}

/** How wide each box has to be for the lanes that come in, and for those that leave. */
export function roomsOf(lanes: readonly Lane[]): ReadonlyMap<string, number> {
  const rooms = new Map<string, number>();
  for (const side of ['above', 'below'] as const) {
    const widths = new Map<string, number[]>();
    for (const lane of lanes) widths.set(lane[side], [...(widths.get(lane[side]) ?? []), lane.width]);
    for (const [id, all] of widths) rooms.set(id, Math.max(rooms.get(id) ?? 0, roomFor(all)));
  }
  return rooms;
}
