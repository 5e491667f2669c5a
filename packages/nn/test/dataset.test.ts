import {
  DTypeError,
  IndexError,
  PullbackError,
  Random,
  ShapeError,
  Tape,
  type Tensor,
  tensor,
  zeros,
} from '@pullback/core';
import { type Batch, type BatchOptions, Dataset, type SplitOptions } from '@pullback/nn';
import { square, sum } from '@pullback/ops';
import { errorOf, untyped } from './support';

/** `count` samples: inputs [10 i, 10 i + 1], target [100 i]. */
const samples = (count: number) =>
  new Dataset(
    tensor(
      Float32Array.from({ length: 2 * count }, (_, i) => 10 * Math.floor(i / 2) + (i % 2)),
      { shape: [count, 2] },
    ),
    tensor(
      Float64Array.from({ length: count }, (_, i) => 100 * i),
      { shape: [count, 1] },
    ),
  );

/** Samples of which only the labels matter; each input is its own row number. */
const labelled = (labels: readonly number[]) => Dataset.fromArrays({ inputs: labels.map((_, row) => [row]), labels });

/** The row numbers of batches of `samples`, and whether targets still go with inputs. */
function rowsOf(batches: Iterable<Batch>): number[][] {
  return [...batches].map(({ inputs, targets }) => {
    expect([inputs.dtype, targets.dtype]).toEqual(['float32', 'float64']);
    const rows = Array.from(targets.data, (target) => target / 100);
    expect(inputs.toArray()).toEqual(rows.map((row) => [10 * row, 10 * row + 1]));
    expect(targets.shape).toEqual([rows.length, 1]);
    return rows;
  });
}

it('holds inputs and targets of any shapes, and knows its size', () => {
  const dataset = new Dataset(zeros([5, 2, 3]), zeros([5]));
  expect([dataset.size, dataset.hasLabels]).toEqual([5, false]);
  expect(new Dataset(zeros([5]), zeros([5], { dtype: 'int32' })).hasLabels).toBe(true);
  expect(new Dataset(zeros([5]), zeros([5, 1], { dtype: 'int32' })).hasLabels).toBe(false);
});

it('is made of arrays: labels become int32, the others float32 or what was asked for', () => {
  const { inputs, targets } = Dataset.fromArrays({
    inputs: [
      [1, 2],
      [3, 4],
    ],
    labels: [0, 1],
  });
  expect([inputs, targets]).toEqual([
    tensor([
      [1, 2],
      [3, 4],
    ]),
    tensor(Int32Array.of(0, 1)),
  ]);
  const regression = Dataset.fromArrays({ inputs: [[1], [2]], targets: [[3], [4]] }, { dtype: 'float64' });
  expect([regression.inputs.dtype, regression.targets.dtype]).toEqual(['float64', 'float64']);
});

it.each<[string, BatchOptions, number[][]]>([
  ['the full batch', { size: 'all' }, [[0, 1, 2, 3, 4, 5, 6]]],
  ['mini-batches, of which the last is smaller', { size: 3 }, [[0, 1, 2], [3, 4, 5], [6]]],
  [
    'mini-batches of one size',
    { size: 3, dropLast: true },
    [
      [0, 1, 2],
      [3, 4, 5],
    ],
  ],
  ['single samples', { size: 1, dropLast: true }, [[0], [1], [2], [3], [4], [5], [6]]],
  ['a batch larger than what there is', { size: 8 }, [[0, 1, 2, 3, 4, 5, 6]]],
  ['no batch, if only larger ones are wanted', { size: 8, dropLast: true }, []],
  ['the full batch, which is never dropped', { size: 'all', dropLast: true }, [[0, 1, 2, 3, 4, 5, 6]]],
])('gives %s, in order', (_, options, rows) => {
  expect(rowsOf(samples(7).batches(options))).toEqual(rows);
});

it.each<BatchOptions['size']>(['all', 1, 3, 7, 10])(
  'with batches of %s, shuffling gives each sample once, with its target',
  (size) => {
    const rows = rowsOf(samples(7).batches({ size, random: new Random(3) })).flat();
    expect(rows).not.toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(rows.sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  },
);

it('the order is that of the generator: the same seed the same, each epoch another', () => {
  const epochs = (seed: number) => {
    const random = new Random(seed);
    return [1, 2, 3].map(() => rowsOf(samples(20).batches({ size: 6, random })).flat());
  };
  expect(epochs(1)).toEqual(epochs(1));
  expect(epochs(1)).not.toEqual(epochs(2));
  expect(new Set(epochs(1).map(String)).size).toBe(3);
});

it('the order is drawn when batches are asked for, not while they are taken', () => {
  const [once, twice] = [new Random(1), new Random(1)];
  const batches = samples(9).batches({ size: 2, random: once });
  once.next();
  expect(rowsOf(batches)).toEqual(rowsOf(samples(9).batches({ size: 2, random: twice })));
});

it('the full batch in order copies nothing', () => {
  const dataset = samples(4);
  const [batch] = [...dataset.batches({ size: 'all' })];
  expect(batch?.inputs.data.buffer).toBe(dataset.inputs.data.buffer);
});

it('of no samples there are no batches', () => {
  for (const size of ['all', 2] as const) {
    expect([...samples(0).batches({ size, random: new Random(1) })]).toEqual([]);
  }
});

it('rows of no elements are counted too', () => {
  const batches = [...new Dataset(zeros([3, 0]), zeros([3])).batches({ size: 2, random: new Random(1) })];
  expect(batches.map(({ inputs }) => inputs.shape)).toEqual([
    [2, 0],
    [1, 0],
  ]);
});

it('leaves nothing on a tape', () => {
  const tape = new Tape();
  tape.record(() => {
    for (const { inputs } of samples(5).batches({ size: 2, random: new Random(1) })) sum(square(inputs));
  });
  expect(tape.nodes.map(({ primitive }) => primitive.name)).toEqual(Array(3).fill(['square', 'sum']).flat());
});

it('takes samples in any order, as often as they are named', () => {
  expect(rowsOf([samples(5).take([4, 0, 4])])).toEqual([[4, 0, 4]]);
  expect(samples(5).take([]).size).toBe(0);
});

it('takes other inputs for the same targets', () => {
  const dataset = samples(2).withInputs(tensor([[[1]], [[2]]]));
  expect([dataset.inputs.shape, dataset.targets.shape]).toEqual([
    [2, 1, 1],
    [2, 1],
  ]);
});

describe('split', () => {
  const rows = ({ inputs }: Batch) => [...inputs.data];

  it.each([
    [10, 0.2, 2],
    [10, 0.25, 3],
    [7, 0.5, 4],
    [3, 0.8, 2],
    [100, 0.29, 29],
  ])(
    'of %i samples, a share of %f for validation is %i, and every sample is in one part',
    (count, validation, expected) => {
      const parts = samples(count).split({ validation, random: new Random(1) });
      expect(parts.validation.size).toBe(expected);
      const all = rowsOf([parts.training, parts.validation]).flat();
      expect(all.sort((a, b) => a - b)).toEqual([...Array(count).keys()]);
    },
  );

  it('is that of the generator, and in no order', () => {
    const split = (seed: number) =>
      rowsOf(Object.values(samples(30).split({ validation: 0.3, random: new Random(seed) })));
    expect(split(1)).toEqual(split(1));
    expect(split(1)).not.toEqual(split(2));
    for (const part of split(1)) expect(part).not.toEqual([...part].sort((a, b) => a - b));
  });

  it.each([1, 2, 3, 4, 5])('gives both parts the same mix of labels, up to one sample (seed %i)', (seed) => {
    const random = new Random(seed);
    const labels = Array.from({ length: 211 }, () => Math.floor(7 * random.next() ** 3));
    const share = 0.05 + 0.9 * random.next();
    const { training, validation } = labelled(labels).split({ validation: share, random });
    expect(validation.size).toBe(Math.round(share * 211));
    expect([...rows(training), ...rows(validation)].sort((a, b) => a - b)).toEqual([...labels.keys()]);
    for (const part of [training, validation])
      expect(rows(part).map((row) => labels[row])).toEqual([...part.targets.data]);
    for (let label = 0; label < 7; label++) {
      const of = (list: ArrayLike<number>) => Array.from(list).filter((value) => value === label).length;
      expect(Math.abs(of(validation.targets.data) - share * of(labels))).toBeLessThan(1);
    }
  });

  it('gives what rounding leaves over to the label that lost most by it', () => {
    // Shares of 1.1 and 1.9.
    const labels = Array.from({ length: 30 }, (_, row) => (row < 11 ? 0 : 1));
    const { validation } = labelled(labels).split({ validation: 0.1, random: new Random(1) });
    expect([...validation.targets.data].sort()).toEqual([0, 1, 1]);
  });

  it('mixes labels as they fall if it is not to stratify', () => {
    const labels = Array.from({ length: 200 }, (_, i) => i % 2);
    const counts = [1, 2, 3, 4, 5].map((seed) => {
      const { validation } = labelled(labels).split({ validation: 0.5, random: new Random(seed), stratify: false });
      return [...validation.targets.data].filter((label) => label === 0).length;
    });
    expect(new Set(counts).size).toBeGreaterThan(1);
  });

  it.each<[string, Partial<SplitOptions>, Error]>([
    [
      'a share of 0',
      { validation: 0 },
      new PullbackError('split: the share of validation must be > 0 and < 1, got 0.'),
    ],
    [
      'a share of 1',
      { validation: 1 },
      new PullbackError('split: the share of validation must be > 0 and < 1, got 1.'),
    ],
    [
      'a share of NaN',
      { validation: Number.NaN },
      new PullbackError('split: the share of validation must be > 0 and < 1, got NaN.'),
    ],
    [
      'a share of no sample',
      { validation: 0.01 },
      new PullbackError('split: both parts must have samples, got 10 and 0 of 10. Use another share.'),
    ],
    [
      'no generator',
      { random: untyped(undefined) },
      new PullbackError('split: random must be a Random, got undefined.'),
    ],
    [
      'strata without labels',
      { stratify: true },
      new DTypeError('split: labels, int32 [n], are required to stratify, got float64 [10, 1].'),
    ],
  ])('refuses %s', (_, options, error) => {
    expect(errorOf(() => samples(10).split({ validation: 0.5, random: new Random(1), ...options }))).toStrictEqual(
      error,
    );
  });
});

it.each<[string, Tensor, Tensor, string]>([
  ['other numbers of rows', zeros([3, 2]), zeros([2]), '[3, 2] and targets [2]'],
  ['a scalar', zeros([]), zeros([]), '[] and targets []'],
  ['a scalar target', zeros([3]), zeros([]), '[3] and targets []'],
])('refuses %s', (_, inputs, targets, shapes) => {
  const error = errorOf(() => new Dataset(inputs, targets));
  expect(error).toStrictEqual(
    new ShapeError(`Dataset: a row of targets is required for each row of inputs, got inputs ${shapes}.`),
  );
  expect(error).toHaveProperty('shapes', [inputs.shape, targets.shape]);
});

it('refuses what is no tensor, and says what makes one of arrays', () => {
  expect(errorOf(() => new Dataset(untyped<Tensor>([[1]]), zeros([1])))).toStrictEqual(
    new DTypeError(
      'Dataset: inputs and targets must be tensors, got an array of 1 and a tensor [1]. Make them: Dataset.fromArrays().',
    ),
  );
});

it.each([
  ['neither', { inputs: [1] }],
  ['both', { inputs: [1], targets: [1], labels: [1] }],
])('of targets and labels, refuses %s', (got, arrays) => {
  expect(errorOf(() => Dataset.fromArrays(arrays))).toStrictEqual(
    new PullbackError(`Dataset.fromArrays: either targets or labels are required, got ${got}.`),
  );
});

it.each([
  [0, '0'],
  [-1, '-1'],
  [1.5, '1.5'],
  [Number.NaN, 'NaN'],
  ['every', '"every"'],
  [undefined, 'undefined'],
])('refuses batches of %s when they are asked for', (size, got) => {
  expect(errorOf(() => samples(3).batches({ size: untyped(size) }))).toStrictEqual(
    new PullbackError(`batches: the size is 'all' or a whole number ≥ 1, got ${got}.`),
  );
});

it('refuses a seed for a generator', () => {
  expect(errorOf(() => samples(3).batches({ size: 1, random: untyped(1) }))).toStrictEqual(
    new PullbackError('batches: random must be a Random, got 1.'),
  );
});

it.each([
  [3, '3'],
  [-1, '-1'],
  [0.5, '0.5'],
])('has no sample %s', (row, got) => {
  expect(errorOf(() => samples(3).take([0, row]))).toStrictEqual(
    new IndexError(`take: rows must be ≥ 0 and < 3, got ${got} at place 1.`),
  );
});

it('knows the shapes of its batches when it is compiled, but for their number of rows', () => {
  const dataset = new Dataset(zeros([6, 2, 3]), zeros([6], { dtype: 'int32' }));
  for (const { inputs, targets } of dataset.batches({ size: 4 })) {
    const rows: Tensor<readonly [number, 2, 3]> = inputs;
    const labels: Tensor<readonly [number]> = targets;
    // @ts-expect-error 2 and 5 do not go together
    const wrong: Tensor<readonly [number, 5, 3]> = inputs;
    expect([rows.rank, labels.rank, wrong.rank]).toEqual([3, 1, 3]);
  }
  const { training } = dataset.split({ validation: 0.5, random: new Random(1) });
  const inputs: Tensor<readonly [number, 2, 3]> = training.inputs;
  const plain: Dataset = dataset;
  const [batch] = plain.batches({ size: 1 });
  expect([inputs.rank, batch?.inputs.rank]).toEqual([3, 3]);
});
