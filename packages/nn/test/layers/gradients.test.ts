import { Random, type Tensor, tensor } from '@pullback/core';
import {
  AvgPool2d,
  BatchNorm,
  Conv1d,
  Conv2d,
  Dropout,
  ELU,
  Embedding,
  Flatten,
  GELU,
  GRUCell,
  type Layer,
  LayerNorm,
  LeakyReLU,
  Linear,
  LSTMCell,
  MaxPool2d,
  MultiHeadSelfAttention,
  PReLU,
  ReLU,
  RNNCell,
  RReLU,
  Sequential,
  Sigmoid,
  SiLU,
  Softmax,
  Tanh,
} from '@pullback/nn';
import { concat } from '@pullback/ops';
import { checkModule } from '../layerSupport';

const random = new Random(3);
const options = { random, dtype: 'float64' } as const;
const draw = (...shape: number[]) => random.normal(shape, { dtype: 'float64' }) as Tensor;

const layers: readonly (readonly [string, Layer, readonly number[]])[] = [
  ['Linear', new Linear(4, 3, options) as Layer, [2, 5, 4]],
  ['Linear of a vector', new Linear(4, 3, options) as Layer, [4]],
  ['Linear without a bias', new Linear(4, 3, { ...options, bias: false }) as Layer, [2, 4]],
  ['Conv1d', new Conv1d(4, 6, 3, { ...options, padding: 'same', groups: 2 }), [2, 4, 5]],
  ['Conv1d without a bias', new Conv1d(2, 3, 2, { ...options, bias: false, dilation: 2 }), [2, 2, 5]],
  ['Conv2d', new Conv2d(2, 3, [3, 2], { ...options, stride: [2, 1], padding: [1, 0] }), [2, 2, 5, 4]],
  ['MaxPool2d', new MaxPool2d(2, { stride: 1 }), [2, 3, 4, 3]],
  ['AvgPool2d', new AvgPool2d([2, 3], { stride: 1, padding: 1, countPadding: false }), [2, 3, 4, 5]],
  ['Flatten', new Flatten(), [2, 3, 4]],
  ['LayerNorm', new LayerNorm([3, 4], { dtype: 'float64' }) as Layer, [2, 3, 4]],
  ['LayerNorm of one axis', new LayerNorm(4, { dtype: 'float64', affine: false }) as Layer, [2, 3, 4]],
  ['BatchNorm in training', new BatchNorm(3, { dtype: 'float64' }), [4, 3, 2]],
  ['BatchNorm in training, without scale', new BatchNorm(3, { dtype: 'float64', affine: false }), [5, 3]],
  ['BatchNorm in evaluation', new BatchNorm(3, { dtype: 'float64' }).eval(), [4, 3, 2]],
  ['Dropout in evaluation', new Dropout(0.5, { random }).eval(), [3, 4]],
  ['ReLU', new ReLU(), [3, 4]],
  ['LeakyReLU', new LeakyReLU(0.2), [3, 4]],
  ['PReLU', new PReLU(1, { dtype: 'float64' }), [3, 4]],
  ['PReLU of several channels', new PReLU(3, { dtype: 'float64' }), [2, 3, 4]],
  ['RReLU in evaluation', new RReLU({ random }).eval(), [3, 4]],
  ['ELU', new ELU(0.7), [3, 4]],
  ['GELU', new GELU(), [3, 4]],
  ['GELU by tanh', new GELU({ approximation: 'tanh' }), [3, 4]],
  ['SiLU', new SiLU(), [3, 4]],
  ['Sigmoid', new Sigmoid(), [3, 4]],
  ['Tanh', new Tanh(), [3, 4]],
  ['Softmax', new Softmax(0), [3, 4]],
  ['MultiHeadSelfAttention', new MultiHeadSelfAttention(4, 2, options) as Layer, [2, 3, 4]],
  ['causal attention', new MultiHeadSelfAttention(4, 2, { ...options, causal: true }) as Layer, [3, 4]],
  ['Sequential', new Sequential(new Linear(4, 3, options), new Tanh(), new Linear(3, 2, options)), [5, 4]],
];

it.each(layers)('%s has right gradients, by its input and its parameters', (_, layer, shape) => {
  expect(checkModule(layer, { x: draw(...shape) }, ({ x }) => layer.forward(x!))).toBe('right');
});

it('LayerNorm and attention have right second derivatives', () => {
  const norm = new LayerNorm(3, { dtype: 'float64' });
  expect(checkModule(norm, { x: draw(2, 3) }, ({ x }) => norm.forward(x!), 2)).toBe('right');
  const attention = new MultiHeadSelfAttention(2, 1, { ...options, causal: true, bias: false });
  expect(checkModule(attention, { x: draw(3, 2) }, ({ x }) => attention.forward(x!), 2)).toBe('right');
});

it('Embedding has right gradients by its table', () => {
  const layer = new Embedding(5, 3, options);
  const indices = tensor(Int32Array.of(4, 0, 4, 1)) as Tensor;
  expect(checkModule(layer, {}, () => layer.forward(indices))).toBe('right');
});

it.each([
  ['RNNCell', new RNNCell(3, 4, options)],
  ['RNNCell without biases', new RNNCell(3, 4, { ...options, bias: false })],
  ['GRUCell', new GRUCell(3, 4, options)],
])('%s has right gradients over two steps', (_, cell) => {
  const inputs = { x: draw(2, 3), y: draw(2, 3), hidden: draw(2, 4) };
  const run = ({ x, y, hidden }: Readonly<Record<string, Tensor>>) => cell.forward(y!, cell.forward(x!, hidden));
  expect(checkModule(cell, inputs, run)).toBe('right');
});

it('LSTMCell has right gradients over two steps', () => {
  const lstm = new LSTMCell(3, 4, options);
  const inputs = { x: draw(2, 3), y: draw(2, 3), hidden: draw(2, 4), cell: draw(2, 4) };
  const report = checkModule(lstm, inputs, ({ x, y, hidden, cell }) => {
    const last = lstm.forward(y!, lstm.forward(x!, { hidden: hidden!, cell: cell! }));
    return concat([last.hidden, last.cell], 1);
  });
  expect(report).toBe('right');
});
