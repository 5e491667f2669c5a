// A node as one line of mathematics: `p = matmul(a, W2)`.

import { formatElement } from './format';
import type { Primitive } from './primitive';
import { formatShape } from './shape';
import type { Tensor } from './tensor';

/** What a reader calls a tensor: its name, its value if it is an unnamed number, else its shape. */
export function labelOf(tensor: Tensor): string {
  if (tensor.name !== undefined) return tensor.name;
  return isConstantNumber(tensor) ? formatElement(tensor)(tensor.data[0]!) : formatShape(tensor.shape);
}

/** Whether a tensor without a name can be shown as the number that it holds, and will go on holding. */
export function isConstantNumber({ rank, version }: Tensor): boolean {
  return rank === 0 && version < 0;
}

/** The parts of a node that its line is made of. */
interface Application {
  readonly primitive: Primitive;
  readonly inputs: readonly Tensor[];
  readonly attrs: unknown;
  readonly output: Tensor;
}

/** `p = matmul(a, W2)`; an output without a name is left out. */
export function formatApplication(node: Application): string {
  const call = formatCall(node, labelOf);
  return node.output.name === undefined ? call : `${node.output.name} = ${call}`;
}

/** `matmul(a, W2, transposeB)`: the inputs by the labels given, then the attrs. */
export function formatCall({ primitive, inputs, attrs }: Application, label: (tensor: Tensor) => string): string {
  return `${primitive.name}(${[...inputs.map(label), ...formatAttrs(attrs)].join(', ')})`;
}

/** `axes [0, 1]`, `transposeB`: attrs as they are shown after the inputs. */
export function formatAttrs(attrs: unknown): string[] {
  return Object.entries(attrs as object).flatMap(([key, value]: [string, unknown]) => {
    if (value === false) return [];
    if (value === true) return [key];
    return isRecord(value) ? formatAttrs(value) : [`${key} ${formatValue(value)}`];
  });
}

/** `[[0, 1], [2, 2]]` and the like. */
function formatValue(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(formatValue).join(', ')}]` : String(value);
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
