import { Random, type Tensor, tensor, zeros } from '@pullback/core';
import {
  CheckpointError,
  decodeSafetensors,
  encodeSafetensors,
  packTrainingState,
  type TrainingState,
  unpackTrainingState,
} from '@pullback/nn';
import { errorOf } from './support';

/** There and back through the bytes of a file. */
const stored = (state: TrainingState) =>
  unpackTrainingState(decodeSafetensors(encodeSafetensors(packTrainingState(state))).tensors);

it('puts everything under its prefix', () => {
  const packed = packTrainingState({
    model: { 'hidden.weight': tensor([1]) },
    optimizer: { step: tensor(3) },
    random: new Random(1),
  });
  expect(Object.keys(packed)).toEqual(['model.hidden.weight', 'optimizer.step', 'random']);
  expect(packed.random).toMatchObject({ shape: [4], dtype: 'int32' });
});

it('gives back what it was given, whatever the names', () => {
  const names = ['weight', 'model.weight', 'optimizer.x', 'random', '', '.', '__proto__', 'constructor'];
  const model: Record<string, Tensor> = Object.create(null);
  const optimizer: Record<string, Tensor> = Object.create(null);
  for (const [i, name] of names.entries()) {
    model[name] = tensor([i]);
    optimizer[name] = tensor([-i - 1]);
  }
  const state = stored({ model, optimizer });
  const sorted = (record: object) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  expect(sorted(state.model)).toEqual(sorted(model));
  expect(sorted(state.optimizer)).toEqual(sorted(optimizer));
  expect(state.random).toBeUndefined();
});

it.each([0, 1, 12345, 0xffffffff])('the generator of seed %i goes on where it stood, in all bits', (seed) => {
  const random = new Random(seed);
  for (let i = 0; i < 100; i++) {
    const restored = stored({ model: {}, random }).random!;
    expect(restored.getState()).toEqual(random.getState());
    const continued = Random.restore(random.getState());
    expect(restored.normal([5]).toArray()).toEqual(continued.normal([5]).toArray());
    random.next();
  }
});

it('an optimizer without a state has an empty one', () => {
  expect({ ...stored({ model: { w: tensor([1]) } }).optimizer }).toEqual({});
});

it.each([
  [
    'a name without a prefix',
    { w: zeros([1]) },
    `names must begin with 'model.' or 'optimizer.', or be 'random', got "w".`,
    'w',
  ],
  [
    'a prefix without a dot',
    { model: zeros([1]) },
    `names must begin with 'model.' or 'optimizer.', or be 'random', got "model".`,
    'model',
  ],
  [
    'a state of another length',
    { random: zeros([3], { dtype: 'int32' }) },
    'the state of a generator is [4] int32, got [3] int32.',
    'random',
  ],
  ['a state of floats', { random: zeros([4]) }, 'the state of a generator is [4] int32, got [4] float32.', 'random'],
  [
    'a state in rows',
    { random: zeros([2, 2], { dtype: 'int32' }) },
    'the state of a generator is [4] int32, got [2, 2] int32.',
    'random',
  ],
  [
    'a state of zeros',
    { random: zeros([4], { dtype: 'int32' }) },
    'the state of a generator is never 0 in all bits.',
    'random',
  ],
])('does not take %s', (_, tensors, reason, name) => {
  expect(errorOf(() => unpackTrainingState(tensors))).toStrictEqual(
    new CheckpointError('unpackTrainingState', reason, { tensor: name }),
  );
});
