import { describe, formatShape, isSameShape, Parameter, Tensor } from '@pullback/core';
import { quote } from '../quote';
import { CheckpointError } from './checkpointError';

/**
 * Assigns to each parameter the tensor of its name: all of them, or none.
 * @throws CheckpointError listing every difference in names, shapes and dtypes, if there is one; then nothing changes.
 */
export function loadInto(
  parameters: Readonly<Record<string, Parameter>>,
  tensors: Readonly<Record<string, Tensor>>,
): void {
  const differences = [
    ...Object.entries(parameters).flatMap(([name, parameter]) => {
      const difference = compare(parameter, Object.hasOwn(tensors, name) ? tensors[name] : undefined);
      return difference === undefined ? [] : [`${quote(name)} ${difference}`];
    }),
    ...Object.keys(tensors).flatMap((name) =>
      Object.hasOwn(parameters, name) ? [] : [`${quote(name)} is not a parameter of the model`],
    ),
  ];
  if (differences.length > 0) {
    const list = differences.map((difference) => `\n  ${difference}`).join('');
    throw new CheckpointError('loadInto', `the tensors must be those of the model; nothing was loaded:${list}`, {
      differences,
    });
  }
  // A parameter given as a tensor may change on the way.
  const values = Object.keys(parameters).map((name) => fixed(tensors[name]!));
  for (const [i, parameter] of Object.values(parameters).entries()) parameter.assign(values[i]!);
}

/** How a tensor differs from what the parameter can take; undefined if it does not. */
function compare(parameter: Parameter, tensor: Tensor | undefined): string | undefined {
  if (!(parameter instanceof Parameter)) return `must be a Parameter, which can change, got ${describe(parameter)}`;
  if (tensor === undefined) return 'is missing';
  if (!(tensor instanceof Tensor)) return `must be a tensor, got ${describe(tensor)}`;
  if (isSameShape(tensor.shape, parameter.shape) && tensor.dtype === parameter.dtype) return undefined;
  return `must be ${kindOf(parameter)}, got ${kindOf(tensor)}`;
}

/** `[64, 100] float32`. */
function kindOf({ shape, dtype }: Tensor): string {
  return `${formatShape(shape)} ${dtype}`;
}

function fixed(tensor: Tensor): Tensor {
  return tensor instanceof Parameter ? new Parameter(tensor) : tensor;
}
