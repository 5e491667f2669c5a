import {
  DTypeError,
  GradientError,
  Parameter,
  PullbackError,
  Tape,
  type Tensor,
  type Tree,
  tensor,
} from '@pullback/core';
import { Adadelta, Adagrad, Adam, AdamW, Optimizer, RMSProp, SGD, stepDecay } from '@pullback/nn';
import { errorOf, float64, parameter, untyped } from './support';

type Maker = <T extends Tree>(parameters: T, options?: object) => Optimizer<T>;

const all: [string, Maker][] = [
  ['SGD', (w, options) => new SGD(w, { learningRate: 0.1, momentum: 0.5, ...options })],
  ['Adagrad', (w, options) => new Adagrad(w, options)],
  ['Adadelta', (w, options) => new Adadelta(w, options)],
  ['RMSProp', (w, options) => new RMSProp(w, options)],
  ['Adam', (w, options) => new Adam(w, options)],
  ['AdamW', (w, options) => new AdamW(w, options)],
];

describe.each(all)('%s', (name, make) => {
  it('changes each parameter in place, counts its version up, and leaves gradients as they are', () => {
    const [w, gradient] = [parameter([1, 2]), float64([3, -4])];
    make({ w }).step({ w: gradient });
    expect(w.version).toBe(1);
    expect(w.data[0]).toBeLessThan(1);
    expect(w.data[1]).toBeGreaterThan(2);
    expect(gradient.toArray()).toEqual([3, -4]);
  });

  it('takes parameters for gradients, as they were before', () => {
    const [a, b, fixedA, fixedB] = [parameter([1, 2]), parameter([3, 5]), parameter([1, 2]), parameter([3, 5])];
    make({ a, b }).step({ a: b, b: a });
    make({ a: fixedA, b: fixedB }).step({ a: float64([3, 5]), b: float64([1, 2]) });
    expect([a.toArray(), b.toArray()]).toEqual([fixedA.toArray(), fixedB.toArray()]);
  });

  it('is not recorded by a tape', () => {
    const tape = new Tape();
    tape.record(() => make({ w: parameter([1, 2]) }).step({ w: float64([1, 1]) }));
    expect(tape.nodes).toEqual([]);
  });

  it('takes parameters without elements, and scalars', () => {
    const [empty, scalar] = [new Parameter(tensor([], { shape: [0, 3] })), parameter(2)];
    make({ empty, scalar }).step({ empty: tensor([], { shape: [0, 3] }), scalar: float64(1) });
    expect(scalar.item()).toBeLessThan(2);
  });

  it('a gradient of NaN shows in the parameter, and only where it is', () => {
    const w = parameter([1, 2]);
    make({ w }).step({ w: float64([Number.NaN, 1]) });
    expect(w.data[0]).toBeNaN();
    expect(w.data[1]).toBeLessThan(2);
  });

  it('changes nothing, and counts no step, if the last gradient does not fit', () => {
    const parameters = { a: parameter([1, 2]), b: parameter([3]) };
    const optimizer = make(parameters);
    const before = optimizer.state();
    expect(errorOf(() => optimizer.step({ a: float64([1, 1]), b: float64([1, 1]) }))).toStrictEqual(
      new GradientError(`${name}: the gradient of 'b' must be [1] float64 as it is, got [2] float64.`),
    );
    expect([parameters.a.toArray(), parameters.a.version, optimizer.state()]).toEqual([[1, 2], 0, before]);
  });

  it('takes a learning rate that is set between steps, and refuses what is none', () => {
    const [w, u] = [parameter([1]), parameter([1])];
    const [changed, stopped] = [make(w), make(u)];
    changed.learningRate = 0.25;
    expect(changed.learningRate).toBe(0.25);
    stopped.learningRate = 0;
    for (const optimizer of [changed, stopped]) optimizer.step(float64([1]));
    expect(w.item()).not.toBe(1);
    expect(u.item()).toBe(1);
    const error = errorOf(() => {
      changed.learningRate = Number.NaN;
    });
    expect(error).toStrictEqual(new PullbackError(`${name}: the learning rate must be a finite number ≥ 0, got NaN.`));
    expect(changed.learningRate).toBe(0.25);
  });

  it('follows a schedule as if the rate were set before each step', () => {
    const schedule = stepDecay(0.5, { every: 2 });
    const [w, u] = [parameter([1, 2]), parameter([1, 2])];
    const [scheduled, set] = [make(w, { learningRate: schedule }), make(u)];
    for (let step = 0; step < 5; step++) {
      set.learningRate = schedule(step);
      expect(scheduled.learningRate).toBe(schedule(step));
      for (const optimizer of [scheduled, set]) optimizer.step(float64([1, -step]));
      expect(w.toArray()).toEqual(u.toArray());
    }
  });

  it('refuses what a schedule gives if it is no rate, before anything changes', () => {
    const w = parameter([1]);
    const optimizer = make(w, { learningRate: (step: number) => (step === 1 ? Number.NaN : 0.1) });
    optimizer.step(float64([1]));
    const before = [w.item(), optimizer.state()];
    expect(errorOf(() => optimizer.step(float64([1])))).toStrictEqual(
      new PullbackError(`${name}: what the schedule gives at step 1 must be a finite number ≥ 0, got NaN.`),
    );
    expect([w.item(), optimizer.state()]).toEqual(before);
  });

  it('refuses options that are no record', () => {
    const create = { SGD, Adagrad, Adadelta, RMSProp, Adam, AdamW }[name] as new (...args: unknown[]) => unknown;
    expect(errorOf(() => new create(parameter([1]), null))).toStrictEqual(
      new PullbackError(`${name}: options are a record, got null.`),
    );
  });
});

describe('options out of range', () => {
  const finite = 'must be a finite number';

  it.each<[Maker, object, string]>([
    [all[0]![1], { momentum: -0.1 }, `SGD: momentum ${finite} ≥ 0, got -0.1.`],
    [all[0]![1], { weightDecay: Number.NaN }, `SGD: weightDecay ${finite} ≥ 0, got NaN.`],
    [all[0]![1], { dampening: 1.5 }, `SGD: dampening ${finite} from 0 to 1, got 1.5.`],
    [all[0]![1], { nesterov: 1 }, 'SGD: nesterov must be true or false, got 1.'],
    [
      all[0]![1],
      { nesterov: true, momentum: 0 },
      'SGD: nesterov needs a momentum > 0 and no dampening, got momentum 0 and dampening 0.',
    ],
    [
      all[0]![1],
      { nesterov: true, dampening: 0.5 },
      'SGD: nesterov needs a momentum > 0 and no dampening, got momentum 0.5 and dampening 0.5.',
    ],
    [all[1]![1], { learningRateDecay: -1 }, `Adagrad: learningRateDecay ${finite} ≥ 0, got -1.`],
    [all[1]![1], { initialAccumulator: -1 }, `Adagrad: initialAccumulator ${finite} ≥ 0, got -1.`],
    [all[1]![1], { epsilon: Infinity }, `Adagrad: epsilon ${finite} ≥ 0, got Infinity.`],
    [all[1]![1], { weightDecay: '0.1' }, `Adagrad: weightDecay ${finite} ≥ 0, got "0.1".`],
    [all[2]![1], { rho: 1.1 }, `Adadelta: rho ${finite} from 0 to 1, got 1.1.`],
    [all[2]![1], { epsilon: -1e-9 }, `Adadelta: epsilon ${finite} ≥ 0, got -1e-9.`],
    [all[2]![1], { weightDecay: -1 }, `Adadelta: weightDecay ${finite} ≥ 0, got -1.`],
    [all[3]![1], { alpha: 2 }, `RMSProp: alpha ${finite} from 0 to 1, got 2.`],
    [all[3]![1], { epsilon: -1 }, `RMSProp: epsilon ${finite} ≥ 0, got -1.`],
    [all[3]![1], { momentum: -1 }, `RMSProp: momentum ${finite} ≥ 0, got -1.`],
    [all[3]![1], { weightDecay: -1 }, `RMSProp: weightDecay ${finite} ≥ 0, got -1.`],
    [all[3]![1], { centered: 'yes' }, 'RMSProp: centered must be true or false, got "yes".'],
    [all[4]![1], { beta1: 1 }, `Adam: beta1 ${finite} ≥ 0 and < 1, got 1.`],
    [all[4]![1], { beta2: -0.5 }, `Adam: beta2 ${finite} ≥ 0 and < 1, got -0.5.`],
    [all[4]![1], { epsilon: -1 }, `Adam: epsilon ${finite} ≥ 0, got -1.`],
    [all[4]![1], { weightDecay: -1 }, `Adam: weightDecay ${finite} ≥ 0, got -1.`],
    [all[4]![1], { amsgrad: 0 }, 'Adam: amsgrad must be true or false, got 0.'],
    [all[5]![1], { beta2: 1 }, `AdamW: beta2 ${finite} ≥ 0 and < 1, got 1.`],
    [all[5]![1], { weightDecay: '1' }, `AdamW: weightDecay ${finite} ≥ 0, got "1".`],
    [all[5]![1], { learningRate: -1 }, 'AdamW: the learning rate must be a finite number ≥ 0, got -1.'],
  ])('are refused: %#', (make, options, message) => {
    expect(errorOf(() => make(parameter([1]), options))).toStrictEqual(new PullbackError(message));
  });
});

describe('trees of parameters', () => {
  it('are refused without any', () => {
    expect(errorOf(() => new Adam({}))).toStrictEqual(
      new PullbackError('Adam: at least one Parameter is required, got none.'),
    );
  });

  it('are refused with one twice, which would be updated twice', () => {
    const w = parameter([1]);
    expect(errorOf(() => new Adam({ encoder: w, decoder: [w] }))).toStrictEqual(
      new PullbackError(
        'Adam: each parameter may be there once, or it would be updated twice, ' +
          "got one at both 'encoder' and 'decoder[0]'. Leave one out.",
      ),
    );
  });

  it('are refused with two at what looks like one path', () => {
    expect(errorOf(() => new Adam({ 'a.b': parameter([1]), a: { b: parameter([2]) } }))).toStrictEqual(
      new PullbackError("Adam: each path may lead to one parameter, got two at 'a.b'. Rename a key."),
    );
  });

  it('are refused with whole numbers', () => {
    const labels = new Parameter(tensor(Int32Array.of(1, 2)), 'labels');
    expect(errorOf(() => new Adam({ labels }))).toStrictEqual(
      new DTypeError("Adam: parameters must be float32 or float64, but 'labels' is int32. Keep it out of the tree."),
    );
  });

  it('must stay those of the beginning', () => {
    const b = parameter([2]);
    const tree: Record<string, Parameter> = { a: parameter([1]), b };
    const optimizer = new Adam(tree);
    const gradients = { a: float64([1]), b: float64([1]) };
    tree.b = parameter([7]);
    const stay = 'Adam: the parameters must stay those that it was made with, but';
    const changed = (name: string) =>
      new PullbackError(
        `${stay} '${name}' is not what it was. Give parameters new numbers with assign(), or make a new optimizer.`,
      );
    expect(errorOf(() => optimizer.step(gradients))).toStrictEqual(changed('b'));
    Object.assign(tree, { b, c: parameter([3]) });
    expect(errorOf(() => optimizer.step({ ...gradients, c: float64([1]) }))).toStrictEqual(changed('c'));
    delete tree.c;
    delete tree.b;
    expect(errorOf(() => optimizer.step(gradients))).toStrictEqual(
      new PullbackError(`${stay} 'b' is gone. Make a new optimizer.`),
    );
    expect(tree.a!.item()).toBe(1);
  });

  it('may mix dtypes', () => {
    const tree = { a: parameter([1]), b: new Parameter(tensor([1])) };
    const optimizer = new Adam(tree, { learningRate: 0.1 });
    optimizer.step({ a: float64([1]), b: tensor([1]) });
    expect(optimizer.state()['mean.b']!.dtype).toBe('float32');
    expect(tree.b.item()).toBeCloseTo(tree.a.item(), 6);
  });
});

it('a centered RMSProp never takes the root of a variance that rounding made negative', () => {
  const w = new Parameter(tensor([1, 1]));
  const optimizer = new RMSProp(w, { alpha: 0.5, centered: true, epsilon: 1 });
  for (let step = 0; step < 200; step++) optimizer.step(tensor([0.1, 0.3]));
  expect(Number.isFinite(w.data[0]!) && Number.isFinite(w.data[1]!)).toBe(true);
});

it('a rule of one’s own has its checks, its schedule and its state', () => {
  class SignDescent<T extends Tree> extends Optimizer<T> {
    private readonly last = this.makeSlot('last', 7);

    protected override update(w: Parameter, gradient: Tensor, learningRate: number, place: number): void {
      this.last.tensors[place]!.data.set(gradient.data);
      w.assignAdd(tensor(gradient.data.map(Math.sign)) as never, -learningRate);
    }
  }
  const w = parameter([1, 2]);
  const optimizer = new SignDescent('SignDescent', { w }, 0.5);
  expect(optimizer.state()['last.w']!.toArray()).toEqual([7, 7]);
  optimizer.step({ w: float64([-9, 0.1]) });
  expect(w.toArray()).toEqual([1.5, 1.5]);
  expect(optimizer.state()['last.w']!.toArray()).toEqual([-9, 0.1]);
  expect(errorOf(() => optimizer.step(untyped({})))).toBeInstanceOf(GradientError);
});
