import { Random, Tape, type Tensor, zeros } from '@pullback/core';
import {
  BatchNorm,
  Conv2d,
  Dropout,
  Embedding,
  Flatten,
  Linear,
  LSTMCell,
  MaxPool2d,
  Module,
  ReLU,
  Sequential,
} from '@pullback/nn';

const random = new Random(1);

const images = () =>
  new Sequential(
    new Conv2d(1, 8, 3, { random, padding: 1 }),
    new BatchNorm(8),
    new ReLU(),
    new MaxPool2d(2),
    new Flatten(),
    new Dropout(0.5, { random }),
    new Linear(8 * 14 * 14, 10, { random }),
  );

it('is a table of layers, output shapes and parameters, with totals', () => {
  expect(`\n${images().summary([64, 1, 28, 28])}\n`).toBe(`
layer                 output shape     parameters
Sequential            [64, 10]                  0
layers[0]: Conv2d     [64, 8, 28, 28]          80
layers[1]: BatchNorm  [64, 8, 28, 28]          16
layers[2]: ReLU       [64, 8, 28, 28]           0
layers[3]: MaxPool2d  [64, 8, 14, 14]           0
layers[4]: Flatten    [64, 1568]                0
layers[5]: Dropout    [64, 1568]                0
layers[6]: Linear     [64, 10]             15,690
total                                      15,786
buffers, not trained                           16
`);
});

it('of a module with parameters of its own says so in its line', () => {
  expect(`\n${new Linear(3, 2, { random }).summary([5, 3])}\n`).toBe(`
layer   output shape  parameters
Linear  [5, 2]                 8
total                          8
`);
});

it('counts a tied parameter once, and says which module did not run', () => {
  class Tied extends Module {
    readonly embedding = new Embedding(7, 3, { random });
    readonly output = new Linear(3, 7, { random, bias: false });
    readonly again = Object.assign(new Linear(3, 7, { random, bias: false }), { weight: this.output.weight });

    forward(indices: Tensor): Tensor {
      return this.output.forward(this.embedding.forward(indices));
    }
  }
  expect(`\n${new Tied().summary(zeros([4], { dtype: 'int32' }))}\n`).toBe(`
layer                 output shape  parameters
Tied                  [4, 7]                 0
embedding: Embedding  [4, 3]                21
output: Linear        [4, 7]                21
again: Linear         not run                0
total                                       42
`);
});

it('spells out records, and takes several inputs', () => {
  const cell = new LSTMCell(3, 4, { random, dtype: 'float64' });
  const state = { hidden: zeros([2, 4], { dtype: 'float64' }), cell: zeros([2, 4], { dtype: 'float64' }) };
  class Step extends Module {
    readonly cell = cell;

    forward(x: Tensor, y: Tensor): unknown {
      return [cell.forward(x, state), y, 1];
    }
  }
  expect(`\n${new Step().summary([2, 3], [5])}\n`).toBe(`
layer           output shape                        parameters
Step            [hidden [2, 4], cell [2, 4], [5],…           0
cell: LSTMCell  hidden [2, 4], cell [2, 4]                 144
total                                                      144
`);
});

it('of a module that runs twice says what it gave first', () => {
  class Twice extends Module {
    readonly activation = new ReLU();

    forward(x: Tensor, y: Tensor): Tensor {
      this.activation.forward(x);
      return this.activation.forward(y);
    }
  }
  expect(`\n${new Twice().summary([2, 3], [5])}\n`).toBe(`
layer             output shape  parameters
Twice             [5]                    0
activation: ReLU  [2, 3]                 0
total                                    0
`);
});

it('fits 100 columns, however long the names', () => {
  const deep = { aVeryLongNameOfARecord: { thatHoldsAnotherOne: { ofLayers: [new Linear(12345, 2345, { random })] } } };
  class NetworkWithANameThatIsMuchTooLongForAnyTableOfSummariesButMayOccurInSomeProgramOfSomebody extends Module {
    readonly parts = { deep, deeper: { deep: { deepest: { layers: [[[[new ReLU()]]]] } } } };

    forward(x: Tensor): unknown {
      return Array(20).fill(x);
    }
  }
  const model = new NetworkWithANameThatIsMuchTooLongForAnyTableOfSummariesButMayOccurInSomeProgramOfSomebody();
  const lines = model.summary([1, 2, 3]).split('\n');
  expect(new Set(lines.map(({ length }) => length))).toEqual(new Set([100]));
  expect(lines[1]).toContain('…');
});

it('runs in evaluation and leaves modes, statistics and tapes as they were', () => {
  const model = images();
  model.layers[5].eval();
  const norm = model.layers[1];
  const modes: boolean[] = [];
  const watching = new (class extends Module {
    readonly model = model;

    forward(x: Tensor): Tensor {
      modes.push(model.isTraining, model.layers[5].isTraining);
      return model.forward(x);
    }
  })();
  const tape = new Tape();
  tape.record(() => watching.summary([1, 1, 28, 28]));
  expect(tape.nodes).toEqual([]);
  expect(modes).toEqual([false, false]);
  expect([watching, model, model.layers[0], model.layers[5]].map(({ isTraining }) => isTraining)).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(norm.runningMean.version).toBe(0);
  expect(Object.keys(model)).not.toContain('forward');
});

it('leaves modules as they were where they cannot run', () => {
  const model = images();
  expect(() => model.summary([2, 3])).toThrow(
    'Conv2d: x must be [n, channels, …] with 1 channels, got [2, 3] (3 ≠ 1).',
  );
  expect(model.isTraining).toBe(true);
  expect(Object.getOwnPropertyNames(model)).not.toContain('forward');
});

it('leaves a forward that is a field of its own', () => {
  class Functional extends Module {
    readonly forward = (x: Tensor): Tensor => x;
  }
  const model = new Functional();
  const { forward } = model;
  expect(model.summary([2])).toContain('Functional  [2]');
  expect(model.forward).toBe(forward);
});
