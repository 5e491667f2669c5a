import { Parameter, type Tensor } from '@pullback/core';
import { type Case, type Finding, isByHand } from './mistake';

/** The cotangent of something else on the tape: a slip of the pen. */
export function byOtherCotangent(given: Case): Finding | undefined {
  const { tape, target, value, label, bar } = given;
  const others = new Set<Tensor>();
  for (const { inputs, output } of tape.nodes) {
    if (output !== value) others.add(output);
    for (const input of inputs) if (input instanceof Parameter && input !== value) others.add(input);
  }
  const sources = [...others].filter(({ dtype }) => dtype === value.dtype);
  const cotangents = tape.gradient(target, sources, { unused: 'zeros' }) as readonly Tensor[];
  const place = cotangents.findIndex((cotangent) => isByHand(given, cotangent));
  const other = sources[place];
  if (other === undefined) return undefined;
  return { mistake: 'other cotangent', text: `It is ${bar(other)}, the cotangent of ${label(other)}.` };
}
