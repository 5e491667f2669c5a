import { PullbackError, type Tensor, tensor } from '@pullback/core';
import { Adam, cosineDecay, RMSProp, SGD } from '@pullback/nn';
import { cases, gradientAt, makeOptimizer, makeWeights, numbersOf, titled } from './problem';
import { errorOf, float64, parameter, untyped } from './support';

it.each(titled)('stopped and restored goes on as if never stopped, bit for bit: %s', (_, { optimizer, options }) => {
  for (const dtype of ['float32', 'float64'] as const) {
    const [weights, stopped] = [makeWeights(dtype), makeWeights(dtype)];
    const [whole, first] = [weights, stopped].map((w) => makeOptimizer(optimizer, w, options));
    for (let step = 1; step <= 12; step++) whole!.step(gradientAt(step, weights));
    for (let step = 1; step <= 5; step++) first!.step(gradientAt(step, stopped));
    const second = makeOptimizer(optimizer, stopped, options);
    second.restore(first!.state());
    expect(second.steps).toBe(5);
    for (let step = 6; step <= 12; step++) second.step(gradientAt(step, stopped));
    expect(numbersOf(stopped)).toEqual(numbersOf(weights));
    expect(second.state()).toEqual(whole!.state());
  }
});

it('a state before the first step, restored, is a start anew', () => {
  for (const { optimizer, options } of cases) {
    const weights = makeWeights();
    const descent = makeOptimizer(optimizer, weights, options);
    const start = descent.state();
    const gradient = gradientAt(1, weights);
    descent.step(gradient);
    const once = numbersOf(weights);
    const again = makeWeights();
    for (const name of Object.keys(again)) weights[name]!.assign(again[name]!);
    descent.restore(start);
    descent.step(gradient);
    expect(numbersOf(weights)).toEqual(once);
  }
});

it('names what is remembered by what it is and whose', () => {
  const tree = { hidden: { weight: parameter([[1, 2]]) }, layers: [parameter([3])] };
  const names = (optimizer: { state(): object }) => Object.keys(optimizer.state());
  expect(names(new SGD(tree, { learningRate: 1 }))).toEqual(['step']);
  expect(names(new SGD(tree, { learningRate: 1, momentum: 0.5 }))).toEqual([
    'step',
    'momentum.hidden.weight',
    'momentum.layers[0]',
  ]);
  expect(names(new RMSProp([parameter([1])], { centered: true, momentum: 0.1 }))).toEqual([
    'step',
    'meanSquare[0]',
    'mean[0]',
    'momentum[0]',
  ]);
  expect(names(new Adam(parameter([1]), { amsgrad: true }))).toEqual([
    'step',
    'mean',
    'meanSquare',
    'largestMeanSquare',
  ]);
});

it('is of the shapes and dtypes of the parameters, with the step as int32', () => {
  const optimizer = new Adam({ w: parameter([[1, 2, 3]]) });
  optimizer.step({ w: float64([[1, 1, 1]]) });
  const state = optimizer.state();
  expect(state.step).toMatchObject({ shape: [], dtype: 'int32' });
  expect(state.step!.item()).toBe(1);
  expect(state['mean.w']).toMatchObject({ shape: [1, 3], dtype: 'float64' });
});

it('is a copy: steps do not change it, and what was restored stays as it was', () => {
  const w = parameter([1, 2]);
  const optimizer = new SGD({ w }, { learningRate: 0.1, momentum: 0.5 });
  optimizer.step({ w: float64([1, 2]) });
  const state = optimizer.state();
  optimizer.step({ w: float64([4, 4]) });
  expect(state['momentum.w']!.toArray()).toEqual([1, 2]);
  optimizer.restore(state);
  optimizer.step({ w: float64([4, 4]) });
  expect(state['momentum.w']!.toArray()).toEqual([1, 2]);
  expect(state.step!.item()).toBe(1);
});

it('a schedule goes on where it was', () => {
  const learningRate = cosineDecay(1, { steps: 10 });
  const optimizer = new SGD(parameter([1]), { learningRate });
  optimizer.restore({ step: tensor(5, { dtype: 'int32' }) });
  expect(optimizer.learningRate).toBe(learningRate(5));
});

describe('a state that differs', () => {
  const make = () => new Adam({ w: parameter([1, 2]), b: parameter(3) });
  const int32 = (value: number) => tensor(value, { dtype: 'int32' }) as Tensor;

  it('is refused with every difference, and changes nothing', () => {
    const optimizer = make();
    optimizer.step({ w: float64([1, 1]), b: float64(1) });
    const before = optimizer.state();
    const state = { ...before, 'meanSquare.w': tensor([1, 2]), 'velocity.w': float64([1, 2]) };
    delete (state as Record<string, Tensor>)['mean.w'];
    expect(errorOf(() => optimizer.restore(state))).toStrictEqual(
      new PullbackError(
        'Adam: the state must be that of these parameters and options, but "mean.w" is missing; ' +
          '"meanSquare.w" must be [2] float64, got [2] float32; "velocity.w" is not part of it.',
      ),
    );
    expect(optimizer.state()).toEqual(before);
  });

  it.each<[string, object, string]>([
    ['a step that is a float', { step: float64(1) }, '"step" must be [] int32, got [] float64'],
    ['a step that is a number', { step: 1 }, '"step" must be [] int32, got 1'],
    ['another shape', { 'mean.b': float64([3]) }, '"mean.b" must be [] float64, got [1] float64'],
    [
      'another shape of the same size',
      { 'mean.w': float64([[1, 2]]) },
      '"mean.w" must be [2] float64, got [1, 2] float64',
    ],
  ])('is refused for %s', (_, change, difference) => {
    const optimizer = make();
    expect(errorOf(() => optimizer.restore({ ...optimizer.state(), ...change }))).toStrictEqual(
      new PullbackError(`Adam: the state must be that of these parameters and options, but ${difference}.`),
    );
  });

  it('is refused for a negative step', () => {
    const optimizer = make();
    expect(errorOf(() => optimizer.restore({ ...optimizer.state(), step: int32(-1) }))).toStrictEqual(
      new PullbackError('Adam: the step of a state must be ≥ 0, got -1.'),
    );
  });

  it('is refused where other options made it', () => {
    const w = () => ({ w: parameter([1]) });
    const state = new SGD(w(), { learningRate: 1, momentum: 0.5 }).state();
    expect(errorOf(() => new SGD(w(), { learningRate: 1 }).restore(state))).toStrictEqual(
      new PullbackError(
        'SGD: the state must be that of these parameters and options, but "momentum.w" is not part of it.',
      ),
    );
  });

  it.each([
    [undefined, 'undefined'],
    [null, 'null'],
    [3, '3'],
  ])('is refused if it is %p', (state, got) => {
    expect(errorOf(() => make().restore(untyped(state)))).toStrictEqual(
      new PullbackError(`Adam: a state is a record of tensors, as state() gives it, got ${got}.`),
    );
  });
});
