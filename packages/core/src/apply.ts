import { allocate } from './allocate';
import type { Primitive } from './primitive';
import { addToTapes, wantsNodes } from './recording';
import { sizeOf } from './shape';
import type { Shape } from './shapeTypes';
import { TapeNode } from './tapeNode';
import { Tensor } from './tensor';

/**
 * Applies a primitive: finds the output's shape, runs the kernel, and records a node on every recording tape.
 * `S` is the shape that the calling op promises in its type; `outputShape` is what makes it true.
 */
export function apply<Inputs extends readonly Tensor[], Attrs, S extends Shape>(
  primitive: Primitive<Inputs, Attrs>,
  inputs: Inputs,
  attrs: Attrs,
): Tensor<S> {
  const shape = primitive.outputShape(inputs, attrs) as S;
  const dtype = primitive.outputDType === undefined ? inputs[0]!.dtype : primitive.outputDType(inputs, attrs);
  const output = new Tensor(allocate(dtype, sizeOf(shape)), shape, dtype);
  primitive.kernel(inputs, output, attrs);
  if (wantsNodes()) addToTapes(new TapeNode(primitive as Primitive, inputs, attrs, output));
  return output;
}
