import { apply, Tape, Tensor, untracked } from '@pullback/core';
import { type Case, type Finding, isByHand, isByHandOfShape } from './mistake';

/** Of longer ways the values are not tried one by one, nor two by two. */
const LONGEST = 50;
const LONGEST_FOR_TWO = 16;

/** A value that depends on this one, or two, taken for constants: as when a mean or a deviation is thought to stay where it is. */
export function byConstant(given: Case): Finding | undefined {
  const { right, target, label, onTheWay } = given;
  if (onTheWay.length > LONGEST || !isByHandOfShape(given, right.shape)) return undefined;
  const values = onTheWay.filter((value) => value !== target).sort((a, b) => Number(!a.name) - Number(!b.name));
  const singles = values.map((value) => [value]);
  const pairs =
    values.length > LONGEST_FOR_TWO ? [] : values.flatMap((a, i) => values.slice(i + 1).map((b): Tensor[] => [a, b]));
  const constants = [...singles, ...pairs].find((some) => isByHand(given, gradientWith(given, some)));
  if (constants === undefined) return undefined;
  const [names, verb] = [constants.map(label).join(' and '), constants.length === 1 ? 'a constant' : 'constants'];
  return { mistake: 'constant', text: `It takes ${names} for ${verb}: what comes back through there is missing.` };
}

/** What the cotangent would be if these values stayed as they are. */
function gradientWith({ tape: { nodes }, target, value }: Case, constants: readonly Tensor[]): Tensor {
  const moving = copyOf(value);
  const now = new Map([[value, moving], ...constants.map((constant) => [constant, copyOf(constant)] as const)]);
  const tape = new Tape();
  const rerun = (): void => {
    for (const { primitive, inputs, attrs, output } of nodes) {
      if (now.has(output) || !inputs.some((input) => now.has(input))) continue;
      now.set(
        output,
        apply(
          primitive,
          inputs.map((input) => now.get(input) ?? input),
          attrs,
        ),
      );
    }
  };
  untracked(() => tape.record(rerun));
  return tape.gradient(now.get(target)!, moving, { unused: 'zeros' }) as Tensor;
}

function copyOf({ data, shape, dtype }: Tensor): Tensor {
  return new Tensor(data, shape, dtype);
}
