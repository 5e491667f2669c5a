import { checkNumber, type Range } from '../hyperparameters';

/**
 * A learning rate as a function of the number of steps taken before: 0 at the first. It depends on nothing else, so that a
 * restored optimizer goes on where it was. Given to an optimizer in place of a number it is asked before each step:
 * `new Adam(weights, { learningRate: cosineDecay(0.01, { steps: 1000 }) })`. What is counted in epochs is a function of one's
 * own around it: `(step) => schedule(Math.floor(step / stepsPerEpoch))`.
 */
export type Schedule = (step: number) => number;

/**
 * The schedule itself, once it checks what it is asked.
 * @throws PullbackError unless the learning rate and the numbers are finite, and in range.
 */
export function makeSchedule(
  name: string,
  learningRate: number,
  numbers: Readonly<Record<string, readonly [value: number, range: Range]>>,
  schedule: Schedule,
): Schedule {
  checkNumber(name, 'the learning rate', learningRate);
  for (const [what, [value, range]] of Object.entries(numbers)) checkNumber(name, what, value, range);
  return (step) => {
    checkNumber(name, 'the step', step);
    return schedule(step);
  };
}
