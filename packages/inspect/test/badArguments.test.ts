import { PullbackError, Random, Tape, type Tensor } from '@pullback/core';
import {
  adjointTest,
  checkGradients,
  compareGradients,
  costOfModes,
  describe as describeTape,
  explainMismatch,
  materializeJacobian,
  nearestKink,
  sweepSteps,
  traceBackward,
} from '@pullback/inspect';
import { square, sum } from '@pullback/ops';
import { errorOf, untyped } from './support';

const x = new Random(1).normal([3], { dtype: 'float64' }).named('x') as Tensor;
const tape = new Tape();
const L = tape.record(() => sum(square(x))) as Tensor;
const f = (x: Tensor) => square(x) as Tensor;
const none = <T>(): T => untyped<T>(null);

it.each<[string, () => unknown]>([
  ['describe: a tape is required, got null.', () => describeTape(none())],
  ['describe: the options must be a record, got null.', () => describeTape(tape, none())],
  ['traceBackward: a tape is required, got an array of 0.', () => [...traceBackward(untyped([]), L, x)]],
  ['traceBackward: the options must be a record, got null.', () => [...traceBackward(tape, L, x, none())]],
  ['nearestKink: a tape is required, got null.', () => nearestKink(none(), x)],
  [
    'compareGradients: a tape is required, got a tensor [3].',
    () => compareGradients(untyped(x), L, { x }, untyped({})),
  ],
  [
    'compareGradients: the values must be a record, got null.',
    () => compareGradients(tape, L, none<{ x: Tensor }>(), untyped({})),
  ],
  [
    "compareGradients: 'x' must be a tensor, got null.",
    () => compareGradients(tape, L, { x: none<Tensor>() }, { x: () => x }),
  ],
  [
    "compareGradients: the formula for 'x' must be a function, got a tensor [3].",
    () => compareGradients(tape, L, { x }, { x: untyped(x) }),
  ],
  [
    'compareGradients: the options must be a record, got null.',
    () => compareGradients(tape, L, { x }, { x: () => x }, none()),
  ],
  [
    'compareGradients: step must be a finite number > 0, got "1e-3".',
    () => compareGradients(tape, L, { x }, { x: () => x }, { step: untyped('1e-3') }),
  ],
  ['explainMismatch: a tape is required, got null.', () => explainMismatch(none(), L, x, x)],
  [
    'explainMismatch: the wrong cotangent must be a tensor, got an array of 3.',
    () => explainMismatch(tape, L, x, untyped([1, 2, 3])),
  ],
  ['explainMismatch: names must be a record, got null.', () => explainMismatch(tape, L, x, x, { names: none() })],
  [
    'explainMismatch: tolerance must be a finite number > 0, got -1.',
    () => explainMismatch(tape, L, x, x, { tolerance: -1 }),
  ],
  ['checkGradients: f must be a function, got null.', () => checkGradients(none<typeof f>(), x)],
  [
    "checkGradients: the function's value must be a tensor, got undefined.",
    () =>
      checkGradients(
        untyped<typeof f>(() => undefined),
        x,
      ),
  ],
  ['checkGradients: the options must be a record, got null.', () => checkGradients(f, x, none())],
  ['adjointTest: the options must be a record, got null.', () => adjointTest(f, x, none())],
  ['costOfModes: f must be a function, got null.', () => costOfModes(none<typeof f>(), x)],
  [
    'materializeJacobian: a node of a tape is required, got null. Take one of tape.nodes.',
    () => materializeJacobian(none()),
  ],
  [
    'materializeJacobian: limit must be a finite number > 0, got NaN.',
    () => materializeJacobian(tape.nodes[0]!, 0, { limit: Number.NaN }),
  ],
  ['sweepSteps: f must be a function, got null.', () => sweepSteps(none<typeof f>(), x)],
  ['sweepSteps: steps must be an array, got 3.', () => sweepSteps(f, x, { steps: untyped(3) })],
])('%s', (message, run) => {
  expect(errorOf(run)).toStrictEqual(new PullbackError(message));
});
