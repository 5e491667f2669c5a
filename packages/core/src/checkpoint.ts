import { cotangentsOf } from './backward';
import { checkFunction } from './checkFunction';
import { GradientError } from './errors';
import { forward } from './forward';
import type { Primitive, Together } from './primitive';
import { type Program, programOf } from './program';
import { addToTapes, isRecording, recordApart, untracked } from './recording';
import { Tape } from './tape';
import { TapeNode } from './tapeNode';
import type { Tensor } from './tensor';
import { mapLeaves, type Tree } from './tree';

interface CheckpointAttrs {
  readonly program: Program;
}

const together: Together<readonly Tensor[], CheckpointAttrs> = {
  pullBack(inputs, output, { program }, cotangent, isWanted) {
    const tape = new Tape();
    const value = tape.record(() => runAgain(program, inputs, output));
    const wanted = inputs.filter((_, i) => isWanted[i]);
    const cotangentOf = cotangentsOf(tape.nodes, [{ target: value, cotangent }], wanted);
    // A tensor that is two of the inputs has one cotangent, which counts once.
    const places = new Map(inputs.map((input, i) => [input, i]));
    return inputs.map((input, i) => (isWanted[i] && places.get(input) === i ? (cotangentOf(input) ?? null) : null));
  },
  pushForward(inputs, output, { program }, tangents) {
    const tape = new Tape();
    const value = tape.record(() => runAgain(program, inputs, output));
    const known = inputs.flatMap((input, i): [Tensor, Tensor][] => (tangents[i] ? [[input, tangents[i]]] : []));
    const reached = new Map(known);
    forward(tape.nodes, reached);
    return reached.get(value);
  },
};

const checkpointPrimitive: Primitive<readonly Tensor[], CheckpointAttrs> = {
  name: 'checkpoint',
  outputShape: (_inputs, { program }) => program.shape,
  outputDType: (_inputs, { program }) => program.dtype,
  flop: (_inputs, _output, { program }) => program.flop,
  kernel: (inputs, output, { program }) => output.data.set(untracked(() => program.run(inputs)).data),
  vjp: (inputs, output, attrs) =>
    attrs.program.flows.map((flows, i) => {
      const onlyThis = () => inputs.map((_, j) => j === i);
      return flows ? (cotangent) => together.pullBack(inputs, output, attrs, cotangent, onlyThis())[i]! : null;
    }),
  jvp: (inputs, output, attrs) =>
    attrs.program.flows.map((flows, i) => {
      const onlyThis = (tangent: Tensor) => inputs.map((_, j) => (j === i ? tangent : undefined));
      return flows ? (tangent) => together.pushForward(inputs, output, attrs, onlyThis(tangent))! : null;
    }),
  together,
};

/**
 * The same function, of which tapes keep only what goes in and what comes out: on the way back, what is between is
 * computed once more. It costs one more forward pass and saves the memory of every value inside. The value is the same,
 * and so are derivatives of any order, but for rounding where cotangents are added in another order.
 *
 * What is computed again is what was recorded, not the function: random numbers drawn inside stay those that were drawn.
 * Each tensor of the result is one node, which computes what it needs by itself.
 * @throws GradientError if the function assigns to a parameter that it has read, or (when pulled back or pushed forward)
 * if it gives another value when it is computed again.
 */
export function checkpoint<Arguments extends readonly unknown[], R extends Tree>(
  f: (...args: Arguments) => R,
): (...args: Arguments) => R {
  checkFunction('checkpoint', f);
  return (...args) => {
    if (!isRecording()) return f(...args);
    const tape = new Tape();
    const value = recordApart(tape, () => f(...args));
    const changed = tape.nodes.find((node) => node.isStale());
    if (changed !== undefined) {
      throw new GradientError(
        'checkpoint: the function must not assign to a parameter that it reads, since it is read again. ' +
          'Assign outside.',
      );
    }
    const computed = new Set<Tensor>();
    mapLeaves(value, (leaf) => {
      if (!computed.has(leaf)) addCheckpoint(tape.nodes, leaf);
      computed.add(leaf);
      return leaf;
    });
    return value;
  };
}

/** @throws GradientError if it gives another value than before: then what is between is not what was computed before. */
function runAgain(program: Program, inputs: readonly Tensor[], { data }: Tensor): Tensor {
  const value = program.run(inputs);
  if (value.data.every((number, i) => Object.is(number, data[i]))) return value;
  throw new GradientError(
    'checkpoint: computed again, the function gave another value. What a customVjp draws or keeps inside of forward ' +
      'is not recorded. Hand it in as an input.',
  );
}

/** Takes down one node for all that computed `target`; nothing if it was not computed here. */
function addCheckpoint(nodes: readonly TapeNode[], target: Tensor): void {
  const { program, inputs } = programOf(nodes, target);
  if (inputs.length === 0) return;
  addToTapes(new TapeNode(checkpointPrimitive as Primitive, inputs, Object.freeze({ program }), target));
}
