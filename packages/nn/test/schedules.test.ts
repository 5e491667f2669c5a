import { PullbackError } from '@pullback/core';
import { cosineDecay, exponentialDecay, linearWarmUp, oneCycle, type Schedule, stepDecay } from '@pullback/nn';
import { reference } from './pytorch/reference';
import { errorOf, untyped } from './support';

interface Reference {
  readonly learningRate: number;
  readonly cases: readonly { readonly schedule: string; readonly options: object; readonly rates: readonly number[] }[];
}

const { learningRate, cases } = reference<Reference>('schedules');

const makers: Record<string, (rate: number, options: never) => Schedule> = {
  stepDecay,
  exponentialDecay,
  cosineDecay,
  linearWarmUp,
  oneCycle,
  warmCosine: (rate) => linearWarmUp(cosineDecay(rate, { steps: 10, minimum: 0.02 }), { steps: 4, from: 0.1 }),
};

it.each(cases.map((example) => [`${example.schedule} ${JSON.stringify(example.options)}`, example] as const))(
  'gives the rates of PyTorch: %s',
  (_, { schedule, options, rates }) => {
    const rate = makers[schedule]!(learningRate, options as never);
    for (const [step, expected] of rates.entries()) expect(Math.abs(rate(step) - expected)).toBeLessThan(1e-14);
  },
);

it('cosineDecay and oneCycle stay at their end', () => {
  const cosine = cosineDecay(1, { steps: 10, minimum: 0.1 });
  expect([10, 11, 20, 1000].map(cosine)).toEqual([0.1, 0.1, 0.1, 0.1]);
  const cycle = oneCycle(1, { steps: 10, divisor: 10, finalDivisor: 10 });
  for (const step of [9, 10, 19, 1000]) expect(cycle(step)).toBeCloseTo(0.01, 15);
});

it('oneCycle without steps on the way up begins at the maximum; with nothing else it ends there', () => {
  expect(oneCycle(1, { steps: 10, warmUp: 0 })(0)).toBe(1);
  expect(oneCycle(1, { steps: 10, warmUp: 0.1 })(0)).toBe(1);
  const up = oneCycle(1, { steps: 10, warmUp: 1 });
  expect(up(0)).toBeCloseTo(0.04, 15);
  expect(up(9)).toBe(1);
  expect(up(10)).toBeCloseTo(4e-6, 15);
});

it('linearWarmUp meets what follows without a jump', () => {
  const warm = linearWarmUp(exponentialDecay(2, { factor: 0.5 }), { steps: 4, from: 0 });
  expect([0, 1, 2, 3, 4, 5, 6].map(warm)).toEqual([0, 0.5, 1, 1.5, 2, 1, 0.5]);
});

it('stepDecay takes steps within an epoch that are not whole', () => {
  expect(stepDecay(1, { every: 2, factor: 0.5 })(3.9)).toBe(0.5);
});

const finite = 'must be a finite number';

it.each<[() => unknown, string]>([
  [() => stepDecay(-1, { every: 1 }), `stepDecay: the learning rate ${finite} ≥ 0, got -1.`],
  [() => stepDecay(1, { every: 0 }), 'stepDecay: every must be a whole number ≥ 1, got 0.'],
  [() => stepDecay(1, { every: 1, factor: -1 }), `stepDecay: factor ${finite} ≥ 0, got -1.`],
  [() => stepDecay(1, untyped(undefined)), 'stepDecay: options are a record, got undefined.'],
  [() => exponentialDecay(1, untyped({})), `exponentialDecay: factor ${finite} ≥ 0, got undefined.`],
  [() => exponentialDecay(1, untyped(0.9)), 'exponentialDecay: options are a record, got 0.9.'],
  [() => cosineDecay(1, { steps: 1.5 }), 'cosineDecay: steps must be a whole number ≥ 1, got 1.5.'],
  [() => cosineDecay(1, { steps: 1, minimum: -1 }), `cosineDecay: minimum ${finite} ≥ 0, got -1.`],
  [() => cosineDecay(Infinity, { steps: 1 }), `cosineDecay: the learning rate ${finite} ≥ 0, got Infinity.`],
  [() => linearWarmUp(1, { steps: 0 }), 'linearWarmUp: steps must be a whole number ≥ 1, got 0.'],
  [() => linearWarmUp(1, { steps: 1, from: 2 }), `linearWarmUp: from ${finite} from 0 to 1, got 2.`],
  [() => linearWarmUp(untyped('1'), { steps: 1 }), `linearWarmUp: the learning rate ${finite} ≥ 0, got "1".`],
  [() => oneCycle(1, { steps: 1 }), 'oneCycle: steps must be a whole number ≥ 2, got 1.'],
  [() => oneCycle(1, { steps: 9, warmUp: 1.1 }), `oneCycle: warmUp ${finite} from 0 to 1, got 1.1.`],
  [() => oneCycle(1, { steps: 9, divisor: 0 }), `oneCycle: divisor ${finite} > 0, got 0.`],
  [() => oneCycle(1, { steps: 9, finalDivisor: -1 }), `oneCycle: finalDivisor ${finite} > 0, got -1.`],
  [
    () => oneCycle(1, { steps: 9, annealing: untyped('cos') }),
    `oneCycle: annealing must be 'cosine' or 'linear', got "cos".`,
  ],
  [() => cosineDecay(1, { steps: 2 })(-1), `cosineDecay: the step ${finite} ≥ 0, got -1.`],
  [() => cosineDecay(1, { steps: 2 })(Number.NaN), `cosineDecay: the step ${finite} ≥ 0, got NaN.`],
])('refuses what is out of range: %#', (run, message) => {
  expect(errorOf(run)).toStrictEqual(new PullbackError(message));
});
