import {
  DEFAULT_DTYPE,
  formatShape,
  isFloat,
  type Parameter,
  type Shape,
  Tensor,
  untracked,
  zeros,
} from '@pullback/core';
import type { Module } from './module';
import { observeForward } from './observeForward';
import { summaryTable } from './summaryTable';

/** What `Module.summary` says of `root`, in the mode that it is in. */
export function summarize(root: Module, inputs: readonly (Shape | Tensor)[]): string {
  const outputs = outputsOf(root, inputs);
  const counted = new Set<Parameter>();
  const rows = root.modules().map(({ path, module }) => ({
    layer: [path, module.constructor.name].filter((part) => part !== '').join(': '),
    output: outputs.get(module) ?? 'not run',
    parameters: ownSize(module, counted),
  }));
  return summaryTable(rows, totalSize(Object.values(root.buffers())));
}

/** The shape, in words, of what each module gave when it first ran. */
function outputsOf(root: Module, inputs: readonly (Shape | Tensor)[]): ReadonlyMap<Module, string> {
  const outputs = new Map<Module, string>();
  const observe = (module: Module, output: unknown): void => {
    if (!outputs.has(module)) outputs.set(module, shapesIn(output));
  };
  const dtype = Object.values(root.state()).find((tensor) => isFloat(tensor.dtype))?.dtype ?? DEFAULT_DTYPE;
  const tensors = inputs.map((input) => (input instanceof Tensor ? input : zeros(input, { dtype })));
  const modules = root.modules().map(({ module }) => module);
  const forward = (): unknown => (root.forward as (...inputs: readonly Tensor[]) => unknown)(...tensors);
  untracked(() => observeForward(modules, observe, forward));
  return outputs;
}

/** `[64, 8]`, `[[64, 8], [64, 3]]` or `hidden [64, 8], cell [64, 8]`. */
function shapesIn(output: unknown): string {
  if (output instanceof Tensor) return formatShape(output.shape);
  if (Array.isArray(output)) return `[${output.map(shapesIn).join(', ')}]`;
  if (typeof output !== 'object' || output === null) return 'no tensor';
  return Object.entries(output)
    .map(([name, part]) => `${name} ${shapesIn(part)}`)
    .join(', ');
}

/** How many numbers the parameters of `module` hold that are in no module inside it, and were not counted before. */
function ownSize(module: Module, counted: Set<Parameter>): number {
  const inner = module.modules().slice(1);
  const others = new Set(inner.flatMap((submodule) => Object.values(submodule.module.parameters())));
  const own = Object.values(module.parameters()).filter((tensor) => !others.has(tensor) && !counted.has(tensor));
  for (const tensor of own) counted.add(tensor);
  return totalSize(own);
}

function totalSize(tensors: readonly Tensor[]): number {
  return tensors.reduce((total, { size }) => total + size, 0);
}
