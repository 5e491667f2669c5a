import { Parameter, PullbackError, Random, type Shape, type Tensor } from '@pullback/core';
import { Buffer } from './buffer';
import { instancesIn } from './instancesIn';
import { summarize } from './summary';

/** A module inside another, and where it stands. */
export interface Submodule {
  /** Such as `layers[0]`; empty for the outermost. */
  readonly path: string;
  readonly module: Module;
}

/**
 * A part of a model: parameters, and a `forward` that uses them. Whatever a subclass keeps in its fields is found there:
 * Parameters, Buffers and Modules, also in arrays and plain records. What stands in two places counts once, at the first.
 *
 * ```ts
 * class Network extends Module {
 *   readonly hidden = new Linear(64, 100, { random });
 *   readonly output = new Linear(100, 8, { random });
 *
 *   forward(x: Tensor<readonly [number, 64]>) {
 *     return this.output.forward(relu(this.hidden.forward(x)));
 *   }
 * }
 * ```
 */
export abstract class Module {
  private training = true;

  /** What the module computes. Each subclass says of what. */
  abstract forward(...inputs: never[]): unknown;

  /**
   * What is trained, by its path (`hidden.weight`, `layers[0].bias`), in the order of the fields: the tree for `withGradient`
   * and for optimizers. A parameter without a name is given its path.
   * @throws PullbackError if two have the same path.
   */
  parameters(): Readonly<Record<string, Parameter>> {
    return this.tensors((tensor) => !(tensor instanceof Buffer));
  }

  /**
   * What is kept but not trained, by its path, likewise.
   * @throws PullbackError if two have the same path.
   */
  buffers(): Readonly<Record<string, Buffer>> {
    return this.tensors((tensor) => tensor instanceof Buffer);
  }

  /**
   * Parameters and buffers, by their paths: all that a checkpoint holds.
   * @throws PullbackError if two have the same path.
   */
  state(): Readonly<Record<string, Parameter>> {
    return this.tensors(() => true);
  }

  /** The generators that are drawn from, by their paths (`layers[1].random`), each once. */
  generators(): Readonly<Record<string, Random>> {
    const found = membersOf(this).filter((member) => 'random' in member);
    return Object.fromEntries(found.map(({ path, random }) => [path, random]));
  }

  /** This module and all inside it, outer ones first, each once. */
  modules(): readonly Submodule[] {
    return membersOf(this).filter((member) => 'module' in member);
  }

  /** Whether this module is to behave as in training: as it does until `eval()`. */
  get isTraining(): boolean {
    return this.training;
  }

  /** To training, with all modules inside: dropout drops, batches are normalised by their own statistics. */
  train(): this {
    return this.setTraining(true);
  }

  /** To evaluation, with all modules inside: nothing is random, running statistics are used. */
  eval(): this {
    return this.setTraining(false);
  }

  /**
   * A table of this module and those inside it: the shape that each gives and the parameters that are its own. They are found
   * by running `forward` once, in evaluation and on no tape; the mode of each module is then what it was.
   *
   * Each input is a shape, which stands for zeros of the dtype of the parameters, or a tensor to run on.
   */
  summary(...inputs: readonly (Shape | Tensor)[]): string {
    return this.evaluating(() => summarize(this, inputs));
  }

  /** What `run` gives while this module is in evaluation, with all inside; the mode of each is then what it was. */
  evaluating<T>(run: () => T): T {
    const modes = this.modules().map(({ module }) => [module, module.training] as const);
    try {
      this.eval();
      return run();
    } finally {
      for (const [module, training] of modes) module.training = training;
    }
  }

  private setTraining(training: boolean): this {
    for (const { module } of this.modules()) module.training = training;
    return this;
  }

  private tensors(isWanted: (tensor: Parameter) => boolean): Readonly<Record<string, Parameter>> {
    const found = new Map<string, Parameter>();
    for (const member of membersOf(this)) {
      if (!('tensor' in member)) continue;
      const { path, tensor } = member;
      if (found.has(path)) {
        throw new PullbackError(
          `Module: each parameter must have a path of its own, got '${path}' twice. Rename a field.`,
        );
      }
      tensor.name ??= path;
      found.set(path, tensor);
    }
    return Object.fromEntries([...found].filter(([, tensor]) => isWanted(tensor)));
  }
}

interface Member {
  readonly path: string;
}

interface StateMember extends Member {
  readonly tensor: Parameter;
}

interface GeneratorMember extends Member {
  readonly random: Random;
}

/** `root`, and every module, parameter, buffer and generator inside it, each once, in the order of the fields. */
function membersOf(root: Module): readonly (Submodule | StateMember | GeneratorMember)[] {
  const seen = new Set<object>();
  const members: (Submodule | StateMember | GeneratorMember)[] = [];
  const visit = (module: Module, path: string): void => {
    seen.add(module);
    members.push({ path, module });
    for (const { path: place, instance } of instancesIn(module, path)) {
      if (seen.has(instance)) continue;
      if (instance instanceof Module) visit(instance, place);
      else if (instance instanceof Parameter) members.push({ path: place, tensor: instance });
      else if (instance instanceof Random) members.push({ path: place, random: instance });
      seen.add(instance);
    }
  };
  visit(root, '');
  return members;
}
