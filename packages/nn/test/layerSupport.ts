// What the tests of layers share: a layer whose parameters are replaced for the time of a call.

import type { Tensor } from '@pullback/core';
import { checkGradients } from '@pullback/inspect';
import type { Module } from '@pullback/nn';

/** Runs `run` while tensors stand in the fields of `module` that the paths name, such as `projection.weight`. */
export function withTensors<T>(module: Module, tensors: Readonly<Record<string, Tensor>>, run: () => T): T {
  const before = Object.keys(tensors).map((path) => exchange(module, path, tensors[path]));
  try {
    return run();
  } finally {
    for (const [i, path] of Object.keys(tensors).entries()) exchange(module, path, before[i]);
  }
}

/** The report on the gradients of `forward`, by the inputs and by every parameter of the module. */
export function checkModule(
  module: Module,
  inputs: Readonly<Record<string, Tensor>>,
  forward: (inputs: Readonly<Record<string, Tensor>>) => Tensor,
  order = 1,
): string {
  const parameters = module.parameters();
  const names = Object.keys(parameters);
  const report = checkGradients(
    (tensors: Readonly<Record<string, Tensor>>) => {
      const own = Object.fromEntries(names.map((name) => [name, tensors[name]!]));
      return withTensors(module, own, () => forward(tensors));
    },
    { ...inputs, ...parameters },
    { order },
  );
  return report.isRight ? 'right' : String(report);
}

function exchange(module: Module, path: string, value: unknown): unknown {
  const names = path.replaceAll(/\[(\d+)\]/g, '.$1').split('.');
  const last = names.pop()!;
  let owner = module as unknown as Record<string, unknown>;
  for (const name of names) owner = owner[name] as Record<string, unknown>;
  const before = owner[last];
  owner[last] = value;
  return before;
}
