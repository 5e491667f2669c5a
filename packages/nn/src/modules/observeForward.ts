import type { Module } from './module';

/**
 * Runs `run` while `observe` is shown what the `forward` of each module gives. For that time each has a field `forward` in front
 * of the method.
 */
export function observeForward(
  modules: readonly Module[],
  observe: (module: Module, output: unknown) => void,
  run: () => void,
): void {
  const before = modules.map((module) => Object.getOwnPropertyDescriptor(module, 'forward'));
  try {
    for (const module of modules) {
      const forward = module.forward as (...inputs: unknown[]) => unknown;
      const observed = (...inputs: unknown[]): unknown => {
        const output = forward.apply(module, inputs);
        observe(module, output);
        return output;
      };
      Object.defineProperty(module, 'forward', { value: observed, configurable: true });
    }
    run();
  } finally {
    for (const [i, module] of modules.entries()) {
      Reflect.deleteProperty(module, 'forward');
      if (before[i] !== undefined) Object.defineProperty(module, 'forward', before[i]);
    }
  }
}
