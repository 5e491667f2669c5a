// What a tape recorded, without the values that were computed: enough to compute them again.

import { apply } from './apply';
import type { DType } from './dtype';
import { totalFlop } from './flopOf';
import type { Primitive } from './primitive';
import type { Shape } from './shapeTypes';
import type { TapeNode } from './tapeNode';
import type { Tensor } from './tensor';

/** One application of a primitive. Its inputs are places among the program's inputs, followed by the results of its steps. */
interface Step {
  readonly primitive: Primitive;
  readonly attrs: unknown;
  readonly inputs: readonly number[];
  readonly name: string | undefined;
}

/** A straight line of primitives from some inputs to one result, that of the last step, of this shape and dtype. */
export class Program {
  constructor(
    private readonly steps: readonly Step[],
    /** For each input, whether the result depends on it differentiably. */
    readonly flows: readonly boolean[],
    readonly shape: Shape,
    readonly dtype: DType,
    /** Floating-point operations of all steps; undefined where one of them cannot tell. */
    readonly flop: number | undefined,
  ) {
    Object.freeze(this);
  }

  /** Applies the primitives to other values of the inputs. */
  run(inputs: readonly Tensor[]): Tensor {
    const values = [...inputs];
    for (const { primitive, attrs, inputs, name } of this.steps) {
      const output = apply(
        primitive,
        inputs.map((place) => values[place]!),
        attrs,
      );
      values.push(name === undefined ? output : output.named(name));
    }
    return values.at(-1)!;
  }

  /** How a node shows it among its attrs. */
  toString(): string {
    return this.steps.length === 1 ? '1 op' : `${this.steps.length} ops`;
  }
}

/** The part of a tape that computes `target`, and the tensors that it reads but does not make. */
export function programOf(
  nodes: readonly TapeNode[],
  target: Tensor,
): { readonly program: Program; readonly inputs: readonly Tensor[] } {
  const { needed, flowing } = pathsTo(target, nodes);
  const made = new Set(needed.map(({ output }) => output));
  const inputs = [...new Set(needed.flatMap((node) => node.inputs))].filter((input) => !made.has(input));
  const places = new Map(inputs.map((input, place) => [input, place]));
  const steps = needed.map(({ primitive, attrs, inputs, output }): Step => {
    const read = inputs.map((input) => places.get(input)!);
    places.set(output, places.size);
    return { primitive, attrs, inputs: read, name: output.name };
  });
  const flows = inputs.map((input) => flowing.has(input));
  return { program: new Program(steps, flows, target.shape, target.dtype, totalFlop(needed)), inputs };
}

/** The nodes that the target needs, in order, and the tensors from which it depends differentiably. */
function pathsTo(target: Tensor, nodes: readonly TapeNode[]) {
  const read = new Set([target]);
  const flowing = new Set([target]);
  const needed: TapeNode[] = [];
  for (const node of [...nodes].reverse()) {
    if (!read.has(node.output)) continue;
    needed.push(node);
    const { vjp } = node;
    for (const [i, input] of node.inputs.entries()) {
      read.add(input);
      if (vjp[i] !== null && flowing.has(node.output)) flowing.add(input);
    }
  }
  return { needed: needed.reverse(), flowing };
}
