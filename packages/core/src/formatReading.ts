import { formatApplication, labelOf } from './formatNode';
import type { Reading } from './observing';
import type { Tensor } from './tensor';

/** `the pullback of 'y = sqrt(x)', to its input 0 ('x')`. */
export function formatReading({ node, rule, input }: Reading): string {
  const application = `the ${rule} of '${formatApplication(node)}'`;
  if (input === undefined) return application;
  const direction = rule === 'pullback' ? 'to' : 'from';
  return `${application}, ${direction} its input ${input} (${quotedLabel(node.inputs[input]!)})`;
}

/** A name in quotes; a label that is none without. */
export function quotedLabel(tensor: Tensor): string {
  return tensor.name === undefined ? labelOf(tensor) : `'${tensor.name}'`;
}
