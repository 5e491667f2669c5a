import { type Shape, type Tensor, tensor, vjp } from '@pullback/core';
import {
  binaryCrossEntropyWithLogits,
  crossEntropy,
  huber,
  klDivergence,
  klDivergenceWithLogits,
  meanAbsoluteError,
  meanSquaredError,
  negativeLogLikelihood,
} from '@pullback/nn';
import { reference } from './pytorch/reference';

interface Numbers {
  readonly shape: Shape;
  readonly dtype: 'int32' | 'float64';
  readonly data: readonly number[];
}

interface Case {
  readonly loss: string;
  readonly options: { readonly positiveWeight?: number | readonly number[] };
  readonly prediction: Numbers;
  readonly target: Numbers;
  readonly value: readonly number[];
  readonly valueShape: Shape;
  readonly cotangent: readonly number[];
  readonly gradient: readonly number[];
}

const { cases } = reference<{ readonly cases: readonly Case[] }>('losses');

type Loss = (prediction: Tensor, target: Tensor, options: object) => Tensor;

const losses: Record<string, Loss> = {
  meanSquaredError,
  meanAbsoluteError,
  huber,
  crossEntropy: crossEntropy as Loss,
  negativeLogLikelihood: negativeLogLikelihood as Loss,
  binaryCrossEntropyWithLogits,
  klDivergence: (Q, P, options) => klDivergence(P, Q, options),
  klDivergenceWithLogits: (logits, P, options) => klDivergenceWithLogits(P, logits, options),
};

const float64 = (data: readonly number[], shape: Shape): Tensor => tensor(data, { shape, dtype: 'float64' });
const made = ({ data, shape, dtype }: Numbers): Tensor => tensor(data, { shape, dtype });

function expectClose(numbers: ArrayLike<number>, expected: readonly number[]): void {
  expect(numbers).toHaveLength(expected.length);
  for (const [i, number] of expected.entries()) expect(Math.abs(numbers[i]! - number)).toBeLessThan(1e-13);
}

it.each(
  cases.map((example) => {
    const { loss, options, target } = example;
    return [`${loss} ${JSON.stringify(options)}, target ${target.dtype} [${target.shape}]`, example] as const;
  }),
)('has the values and gradients of PyTorch: %s', (_, example) => {
  const { positiveWeight, ...rest } = example.options;
  const options = Array.isArray(positiveWeight)
    ? { ...rest, positiveWeight: float64(positiveWeight, [positiveWeight.length]) }
    : example.options;
  const target = made(example.target);
  const { value, pullback } = vjp((x: Tensor) => losses[example.loss]!(x, target, options), made(example.prediction));
  expect(value.shape).toEqual(example.valueShape);
  expectClose(value.data, example.value);
  expectClose(pullback(float64(example.cotangent, example.valueShape)).data, example.gradient);
});

it('the reference covers every loss, in every reduction', () => {
  const seen = new Set(cases.map(({ loss, options }) => `${loss} ${(options as { reduction: string }).reduction}`));
  expect(seen.size).toBe(Object.keys(losses).length * 3);
});
