import { Parameter, PullbackError, Random, type Tensor, tensor, withGradient, zeros } from '@pullback/core';
import { BatchNorm, Buffer, Dropout, Linear, Module, ReLU, Sequential, SGD, sumSquaredError } from '@pullback/nn';
import { add, matmul, relu } from '@pullback/ops';
import { errorOf, parameter, untyped } from '../support';

const random = new Random(1);

class Network extends Module {
  readonly hidden = new Linear(3, 5, { random });
  readonly norm = new BatchNorm(5);
  readonly output = new Linear(5, 2, { random, bias: false });

  forward(x: Tensor<readonly [number, 3]>): Tensor<readonly [number, 2]> {
    return this.output.forward(relu(this.norm.forward(this.hidden.forward(x))));
  }
}

/** A module of the given fields. */
function moduleOf(fields: object): Module {
  class Holder extends Module {
    forward(): void {}
  }
  return Object.assign(new Holder(), fields);
}

describe('parameters', () => {
  it('have paths of fields, in the order of declaration', () => {
    expect(Object.keys(new Network().parameters())).toEqual([
      'hidden.weight',
      'hidden.bias',
      'norm.scale',
      'norm.shift',
      'output.weight',
    ]);
  });

  it('are found in arrays and plain records, however deep', () => {
    const [a, b, c, d] = [parameter(1), parameter(2), parameter(3), parameter(4)];
    const holder = moduleOf({
      list: [a, { b }],
      record: { inner: [[c]] },
      bare: Object.assign(Object.create(null), { d }),
    });
    expect(holder.parameters()).toEqual({ 'list[0]': a, 'list[1].b': b, 'record.inner[0][0]': c, 'bare.d': d });
  });

  it('of layers in a row are counted by place', () => {
    const model = new Sequential(new Linear(3, 4, { random }), new ReLU(), new Linear(4, 2, { random }));
    expect(Object.keys(model.parameters())).toEqual([
      'layers[0].weight',
      'layers[0].bias',
      'layers[2].weight',
      'layers[2].bias',
    ]);
  });

  it('that stand in two fields count once, at the first', () => {
    const tied = parameter([1, 2]);
    const shared = new Linear(2, 2, { random });
    const model = moduleOf({ first: tied, second: { tied }, encoder: shared, decoder: shared });
    expect(Object.keys(model.parameters())).toEqual(['first', 'encoder.weight', 'encoder.bias']);
  });

  it('get their path as name, unless they have one', () => {
    const named = parameter(1, 'W1');
    const { a, b } = moduleOf({ a: named, b: parameter(2) }).parameters();
    expect([a!.name, b!.name]).toEqual(['W1', 'b']);
  });

  it('may hide in instances of other classes, where they are not found', () => {
    const model = moduleOf({
      map: new Map([['w', parameter(1)]]),
      random,
      text: 'w',
      nothing: null,
      missing: undefined,
    });
    expect(model.parameters()).toEqual({});
  });

  it('are found once where modules and records hold each other', () => {
    const record: Record<string, unknown> = { w: parameter(1) };
    record.itself = record;
    const outer = moduleOf({ record });
    Object.assign(outer, { inner: moduleOf({ outer, v: parameter(2) }) });
    expect(Object.keys(outer.parameters())).toEqual(['record.w', 'inner.v']);
  });

  it('each need a path of their own', () => {
    const model = moduleOf({ 'a.b': parameter(1), a: { b: parameter(2) } });
    expect(errorOf(() => model.parameters())).toStrictEqual(
      new PullbackError("Module: each parameter must have a path of its own, got 'a.b' twice. Rename a field."),
    );
  });

  it('are a tree for withGradient and for optimizers: a tied weight gets the gradient of both uses', () => {
    class Tied extends Module {
      readonly encoder = new Parameter(tensor([[2]], { dtype: 'float64' }));
      readonly decoder = this.encoder;

      forward(x: Tensor): Tensor {
        return matmul(matmul(x, this.encoder as Tensor), this.decoder as Tensor);
      }
    }
    const model = new Tied();
    const x = tensor([[3]], { dtype: 'float64' }) as Tensor;
    const { gradient } = withGradient(model.parameters(), () => sumSquaredError(model.forward(x), x));
    expect(gradient.encoder!.item()).toBe(2 * (12 - 3) * 3 * 2 * 2);
    new SGD(model.parameters(), { learningRate: 0.001 }).step(gradient);
    expect(model.encoder.item()).toBeCloseTo(2 - 0.216, 12);
  });
});

describe('state', () => {
  it('is parameters and buffers, each in the order of declaration', () => {
    const model = new Network();
    expect(Object.keys(model.buffers())).toEqual(['norm.runningMean', 'norm.runningVariance']);
    expect(Object.keys(model.state())).toEqual([
      'hidden.weight',
      'hidden.bias',
      'norm.scale',
      'norm.shift',
      'norm.runningMean',
      'norm.runningVariance',
      'output.weight',
    ]);
    expect(model.state()['norm.runningMean']).toBe(model.norm.runningMean);
  });

  it('leaves out tensors that cannot change, and can be assigned', () => {
    const model = moduleOf({ fixed: zeros([2]), count: new Buffer(zeros([2])) });
    expect(Object.keys(model.state())).toEqual(['count']);
    expect(
      model
        .state()
        .count!.assign(tensor([1, 2]))
        .toArray(),
    ).toEqual([1, 2]);
  });
});

describe('modules', () => {
  it('are listed with their paths, outer ones first', () => {
    const model = new Network();
    expect(model.modules()).toEqual([
      { path: '', module: model },
      { path: 'hidden', module: model.hidden },
      { path: 'norm', module: model.norm },
      { path: 'output', module: model.output },
    ]);
  });

  it('start in training, and change mode in arrays and records too', () => {
    const [a, b] = [new Dropout(0.5, { random }), new Dropout(0.5, { random })];
    const model = moduleOf({ list: [a], record: { b } });
    expect([model, a, b].map(({ isTraining }) => isTraining)).toEqual([true, true, true]);
    expect(model.eval()).toBe(model);
    expect([model, a, b].map(({ isTraining }) => isTraining)).toEqual([false, false, false]);
    a.train();
    expect([model, a, b].map(({ isTraining }) => isTraining)).toEqual([false, true, false]);
  });
});

it('a network of one class learns', () => {
  const model = new Network();
  const [x, y] = [random.normal([20, 3]), random.normal([20, 2])];
  const optimizer = new SGD(model.parameters(), { learningRate: 0.01 });
  const losses = Array.from({ length: 60 }, () => {
    const { value, gradient } = withGradient(model.parameters(), () => sumSquaredError(model.forward(x), y));
    optimizer.step(gradient);
    return value.item();
  });
  expect(losses.at(-1)!).toBeLessThan(0.6 * losses[0]!);
});

describe('Sequential', () => {
  it('of nothing gives what it is given', () => {
    const x = zeros([2, 3]);
    expect(new Sequential().forward(x)).toBe(x);
  });

  it('takes layers from a list, and modules that are no layers', () => {
    const model = new Sequential(...[3, 3].map((size) => new Linear(size, size, { random })), new Network());
    expect(model.forward(zeros([4, 3]) as Tensor).shape).toEqual([4, 2]);
  });

  it('takes modules only', () => {
    expect(errorOf(() => new Sequential(new ReLU(), untyped<ReLU>(relu)))).toStrictEqual(
      new PullbackError('Sequential: modules are required, got a function at place 1.'),
    );
    expect(String(errorOf(() => new Sequential(untyped<ReLU>([new ReLU()]))))).toContain(
      'got an array of 1 at place 0',
    );
  });

  it('computes what its layers do one after another', () => {
    const [first, second] = [new Linear(3, 4, { random }), new Linear(4, 2, { random })];
    const x = random.normal([5, 3]);
    const byHand = add(matmul(relu(add(matmul(x, first.weight), first.bias!)), second.weight), second.bias!);
    expect(new Sequential(first, new ReLU(), second).forward(x).toArray()).toEqual(byHand.toArray());
  });
});
