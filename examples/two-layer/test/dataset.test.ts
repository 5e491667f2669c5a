import { Random } from '@pullback/core';
import { batchOf, type Dataset, type Sample, split } from '../dataset';
import { UserError } from '../userError';
import { errorOf } from './support';

/** `sizes[i]` samples of class i, told apart by their only pixel. */
function dataset(...sizes: readonly number[]): Dataset {
  const samples = sizes.flatMap((size, label) =>
    Array.from({ length: size }, (_, i): Sample => ({ pixels: [label + i / 100], label })),
  );
  return { source: 'here', classes: sizes.map((_, i) => `c${i}`), samples };
}

const counts = (samples: readonly Sample[], classes: number): number[] =>
  Array.from({ length: classes }, (_, label) => samples.filter((sample) => sample.label === label).length);

describe('split', () => {
  it('draws as evenly from the classes as they divide', () => {
    const data = dataset(10, 20, 30);
    expect(counts(split(data, 12, new Random(1)).training, 3)).toEqual([4, 4, 4]);
    expect(counts(split(data, 14, new Random(1)).training, 3)).toEqual([5, 5, 4]);
    expect(counts(split(data, 3, new Random(1)).training, 3)).toEqual([1, 1, 1]);
  });

  it('gives every sample to one part, and to one only', () => {
    const data = dataset(10, 20, 30);
    const { training, heldOut } = split(data, 12, new Random(1));
    expect(training).toHaveLength(12);
    expect(heldOut).toHaveLength(48);
    expect(new Set([...training, ...heldOut])).toEqual(new Set(data.samples));
  });

  it('draws the same for the same seed, and others for another', () => {
    const draw = (seed: number) => split(dataset(10, 20), 8, new Random(seed));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1).training).not.toEqual(draw(2).training);
  });

  it('does not just take the first of each class', () => {
    const data = dataset(50, 50);
    const { training } = split(data, 20, new Random(1));
    const first = [...data.samples.slice(0, 10), ...data.samples.slice(50, 60)];
    expect(new Set(training)).not.toEqual(new Set(first));
  });

  it('needs a sample of each class to train on', () => {
    expect(errorOf(() => split(dataset(9, 9, 9), 2, new Random(1)))).toStrictEqual(
      new UserError('--samples 2: at least one for each of the 3 classes is required.'),
    );
  });

  it('needs a sample of each class to hold out', () => {
    expect(errorOf(() => split(dataset(9, 4, 9), 12, new Random(1)))).toStrictEqual(
      new UserError(
        "here: class 'c1' has 4 samples, 5 are required (4 to train on, at least one held out). " +
          'Give fewer --samples or other --classes.',
      ),
    );
    expect(split(dataset(9, 5, 9), 12, new Random(1)).heldOut).toHaveLength(11);
  });

  it('speaks of one sample in the singular', () => {
    expect(String(errorOf(() => split(dataset(9, 1), 2, new Random(1))))).not.toMatch(/\b1 samples/);
  });
});

describe('batchOf', () => {
  const samples: readonly Sample[] = [
    { pixels: [0.5, 1], label: 2 },
    { pixels: [0, 0.25], label: 0 },
  ];

  it('makes samples rows, and labels one-hot', () => {
    const { x, y, labels } = batchOf(samples, 3, 'float64');
    expect(x.toArray()).toEqual([
      [0.5, 1],
      [0, 0.25],
    ]);
    expect(y.toArray()).toEqual([
      [0, 0, 1],
      [1, 0, 0],
    ]);
    expect(labels.toArray()).toEqual([2, 0]);
    expect([x.name, y.name]).toEqual(['x', 'y']);
  });

  it.each(['float32', 'float64'] as const)('is of %s if asked; labels are whole numbers', (dtype) => {
    const { x, y, labels } = batchOf(samples, 3, dtype);
    expect([x.dtype, y.dtype, labels.dtype]).toEqual([dtype, dtype, 'int32']);
  });
});
