import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Random, Tape, type Tensor, tensor } from '@pullback/core';
import {
  BatchNorm,
  Conv1d,
  Conv2d,
  Embedding,
  GRUCell,
  LayerNorm,
  Linear,
  LSTMCell,
  type Module,
  MultiHeadSelfAttention,
  RNNCell,
} from '@pullback/nn';
import { concat } from '@pullback/ops';

/** What PyTorch says of a layer; `layers.py` makes it. */
interface Case {
  readonly sources: Readonly<Record<string, Numbers>>;
  readonly output: Numbers;
  readonly cotangent: Numbers;
  readonly gradients: Readonly<Record<string, Numbers>>;
  readonly runningMean?: Numbers;
  readonly runningVariance?: Numbers;
  readonly indices?: number[][];
  readonly end?: number[];
}

type Numbers = readonly number[] | readonly Numbers[];

const cases = JSON.parse(readFileSync(resolve(__dirname, '../pytorch/layers.json'), 'utf8'));
const random = new Random(1);
const options = { random, dtype: 'float64' } as const;

const float64 = (numbers: Numbers): Tensor => tensor(numbers as readonly number[], { dtype: 'float64' });

/** The sources become tensors, or values of the parameters of that name; output and gradients are then compared. */
function expectAgreement(
  module: Module,
  { sources, output, cotangent, gradients }: Case,
  forward: (inputs: Readonly<Record<string, Tensor>>) => Tensor,
): void {
  const parameters = module.parameters();
  const leaves = Object.fromEntries(
    Object.entries(sources).map(([name, numbers]) => [
      name,
      parameters[name]?.assign(float64(numbers)) ?? float64(numbers),
    ]),
  );
  expect(Object.keys(parameters).filter((name) => !(name in sources))).toEqual([]);
  const tape = new Tape();
  const y = tape.record(() => forward(leaves));
  expectClose(y, output);
  const found = tape.gradient(y, leaves, { cotangent: float64(cotangent) });
  for (const name of Object.keys(gradients)) expectClose(found[name]!, gradients[name]!);
}

function expectClose(x: Tensor, numbers: Numbers): void {
  const required = float64(numbers);
  expect(x.shape).toEqual(required.shape);
  const largest = Math.max(1, ...required.data.map(Math.abs));
  for (let i = 0; i < x.size; i++) expect(Math.abs(x.data[i]! - required.data[i]!)).toBeLessThan(1e-10 * largest);
}

describe.each(['[4, 3]', '[2, 3, 4]', '[2, 3, 2, 2]'])('BatchNorm of %s agrees with PyTorch', (shape) => {
  const { training, evaluation } = cases[`batchNorm ${shape}`] as { training: Case[]; evaluation: Case };
  const layer = new BatchNorm(3, { momentum: 0.3, epsilon: 1e-3, dtype: 'float64' });

  it('over several batches: output, gradients and running statistics', () => {
    for (const batch of training) {
      expectAgreement(layer, batch, ({ x }) => layer.forward(x!));
      expectClose(layer.runningMean, batch.runningMean!);
      expectClose(layer.runningVariance, batch.runningVariance!);
    }
  });

  it('and in evaluation after them', () => {
    layer.eval();
    expectAgreement(layer, evaluation, ({ x }) => layer.forward(x!));
    expectClose(layer.runningMean, training.at(-1)!.runningMean!);
  });
});

it.each(['layerNorm [6]', 'layerNorm [3, 4]'])('%s agrees with PyTorch', (name) => {
  const layer = new LayerNorm(cases[name].end as number[], { epsilon: 1e-3, dtype: 'float64' });
  expectAgreement(layer, cases[name], ({ x }) => layer.forward(x!));
});

it.each(['attention', 'causal attention'])('%s agrees with PyTorch', (name) => {
  const layer = new MultiHeadSelfAttention(6, 2, { ...options, causal: name === 'causal attention' });
  expectAgreement(layer, cases[name], ({ x }) => layer.forward(x!));
});

it('RNNCell agrees with PyTorch', () => {
  const cell = new RNNCell(3, 4, options);
  expectAgreement(cell, cases.rnnCell, ({ x, hidden }) => cell.forward(x!, hidden));
});

it('GRUCell agrees with PyTorch', () => {
  const cell = new GRUCell(3, 4, options);
  expectAgreement(cell, cases.gruCell, ({ x, hidden }) => cell.forward(x!, hidden));
});

it('LSTMCell agrees with PyTorch', () => {
  const lstm = new LSTMCell(3, 4, options);
  expectAgreement(lstm, cases.lstmCell, ({ x, hidden, cell }) => {
    const next = lstm.forward(x!, { hidden: hidden!, cell: cell! });
    return concat([next.hidden, next.cell], 1);
  });
});

it('Conv1d agrees with PyTorch, with stride, padding and groups', () => {
  const layer = new Conv1d(4, 6, 3, { ...options, stride: 2, padding: 1, groups: 2 });
  expectAgreement(layer, cases.conv1d, ({ x }) => layer.forward(x!));
});

it('Conv2d agrees with PyTorch, with stride, padding, dilation and groups', () => {
  const layer = new Conv2d(4, 6, [3, 2], { ...options, stride: [2, 1], padding: 1, dilation: [1, 2], groups: 2 });
  expectAgreement(layer, cases.conv2d, ({ x }) => layer.forward(x!));
});

it('Embedding agrees with PyTorch, where an index occurs several times and another never', () => {
  const layer = new Embedding(5, 3, options);
  const indices = tensor(cases.embedding.indices as number[][], { dtype: 'int32' });
  expectAgreement(layer, cases.embedding, () => layer.forward(indices as Tensor));
});

it('Linear agrees with PyTorch, whose weight is the transpose', () => {
  const layer = new Linear(4, 3, options);
  expectAgreement(layer, cases.linear, ({ x }) => layer.forward(x!));
});
