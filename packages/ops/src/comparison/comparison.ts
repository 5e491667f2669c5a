import { type Binary, bracket, broadcastShapes, type NoAttrs, type Primitive } from '@pullback/core';
import { kernels } from '@pullback/kernels';
import { abs } from '../elementwise/abs';
import { sub } from '../elementwise/sub';

type MaskKernel = 'equal' | 'notEqual' | 'less' | 'lessEqual' | 'greater' | 'greaterEqual' | 'logicalAnd' | 'logicalOr';

/** How formulas write them. */
const SIGNS: Readonly<Partial<Record<MaskKernel, string>>> = {
  equal: '=',
  notEqual: '≠',
  less: '<',
  lessEqual: '≤',
  greater: '>',
  greaterEqual: '≥',
};

/** A primitive with masks for output. It has no VJP: what it answers changes in jumps. */
export function comparison(name: MaskKernel): Primitive<Binary, NoAttrs> {
  return {
    name,
    outputShape: ([a, b]) => broadcastShapes(name, a.shape, b.shape),
    outputDType: () => 'bool',
    // Looked up at each call: the kernels in use may change.
    kernel: ([a, b], output) => kernels[name](a, b, output),
    kinkDistance: ([a, b]) => abs(sub(a, b)),
    ...(name in SIGNS ? { notation: bracket(SIGNS[name]!) } : {}),
  };
}
