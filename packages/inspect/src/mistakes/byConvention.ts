import { formatFloat, isSameShape, replay, Tensor } from '@pullback/core';
import { makeSpeller } from '../spelling';
import type { Case, Finding } from './mistake';
import { largestIn } from './nearness';

/** How many entries are tried from both sides. */
const TRIED = 8;

/** Another slope where the function bends: not wrong, but not ours. */
export function byConvention(given: Case): Finding | undefined {
  const { tape, value, byHand, right, label, tolerance } = given;
  if (!isSameShape(byHand.shape, right.shape)) return undefined;
  const limit = tolerance * largestIn(right.data);
  const differing = Array.from(right.data.keys()).filter((i) => !(Math.abs(byHand.data[i]! - right.data[i]!) <= limit));
  if (differing.length === 0) return undefined;
  const bends = tape.nodes.find(({ primitive, inputs, output, attrs }) => {
    if (!inputs.includes(value) || !isSameShape(output.shape, value.shape)) return false;
    const distances = primitive.kinkDistance?.(inputs, output, attrs);
    return distances !== undefined && differing.every((i) => distances.data[i] === 0);
  });
  if (bends === undefined || !differing.slice(0, TRIED).every((i) => isBetweenSlopes(given, i))) return undefined;
  const ours = right.data[differing[0]!]!;
  const says = differing.every((i) => right.data[i] === ours) ? formatFloat(ours) : 'another';
  const text = `It differs only at kinks of ${makeSpeller(tape.nodes, label)(bends)}: there a slope is a convention; ours gives ${says}.`;
  return { mistake: 'convention', text };
}

/** Whether the entry is a slope between that on the one side and that on the other, up to what a small step leaves. */
function isBetweenSlopes({ tape, target, value, byHand, right }: Case, place: number): boolean {
  const size = Math.max(1, largestIn(value.data));
  const step = 2 ** -20 * size;
  const at = (by: number): number => {
    const data = Float64Array.from(value.data);
    data[place]! += by;
    return replay(tape.nodes, target, new Map([[value, new Tensor(data, value.shape, 'float64')]])).item();
  };
  const here = at(0);
  const slopes = [(here - at(-step)) / step, (at(step) - here) / step];
  const slack = 1e-4 * Math.max(largestIn(right.data), largestIn(slopes));
  const number = byHand.data[place]!;
  return number >= Math.min(...slopes) - slack && number <= Math.max(...slopes) + slack;
}
