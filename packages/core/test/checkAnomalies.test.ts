import {
  AnomalyError,
  apply,
  checkAnomalies,
  customVjp,
  grad,
  hvp,
  jvp,
  noAttrs,
  type Primitive,
  PullbackError,
  replay,
  scalar,
  Tape,
  Tensor,
  tensor,
  type Unary,
  untracked,
  vjp,
  withGradient,
  zeros,
} from '@pullback/core';
import { add, div, exp, isNan, log, matmul, mul, neg, relu, sqrt, square, sub, sum, where } from '@pullback/ops';
import { errorOf, messageOf, placeOf } from './support';

const float64 = { dtype: 'float64' } as const;
const place = (marker: string): string => placeOf(marker, __filename);

const anomalyIn = (run: () => unknown) => {
  const error = errorOf(() => checkAnomalies(run));
  if (!(error instanceof AnomalyError)) throw error;
  return error.anomaly;
};

describe('forward', () => {
  it('a NaN is reported at the op that made it, with what it read and the line that called it', () => {
    const x = tensor([0.5, -1, 2, -0.25]).named('x');
    const run = () => {
      const y = square(x);
      const z = log(x); // log of a negative
      return add(y, z);
    };
    expect(messageOf(() => checkAnomalies(run))).toBe(
      `checkAnomalies: forward, 'log(x)' made NaN at [1]; bad values: 2 of 4.
  output     [4] float32, -0.69315…0.69315, 2 NaN
  input 0    'x' [4] float32, -1…2
  called at  ${place('log of a negative')}
Keep its inputs where its value is finite.`,
    );
  });

  it('0 / 0 is NaN, and 1 / 0 is ∞', () => {
    const a = tensor([[1, 0]]).named('a');
    const b = tensor([[0, 0]]).named('b');
    expect(
      messageOf(() => checkAnomalies(() => div(a, b))), // division
    ).toBe(
      `checkAnomalies: forward, 'div(a, b)' made ∞ at [0, 0]; bad values: 2 of 2.
  output     [1, 2] float32, 1 NaN, 1 ∞
  input 0    'a' [1, 2] float32, 0…1
  input 1    'b' [1, 2] float32, 0
  called at  ${place('division')}
Keep its inputs where its value is finite.`,
    );
  });

  it('an infinity alone comes with the way to allow it', () => {
    const run = () => exp(scalar(1000, float64)); // overflow
    expect(messageOf(() => checkAnomalies(run))).toBe(
      `checkAnomalies: forward, 'exp(1000)' made ∞.
  output     [] float64, 1 ∞
  input 0    [] float64, 1000
  called at  ${place('overflow')}
Keep its inputs where its value is finite.
If infinities are meant, as in a mask, pass { allow: 'infinity' }.`,
    );
  });

  it('a bad value that enters is reported at the first op that reads it, which is not to blame', () => {
    const x = tensor([1, 2]).named('x');
    const w = tensor([NaN, 4]).named('w');
    const run = () => {
      const h = square(x);
      return mul(h, w); // reads w
    };
    expect(messageOf(() => checkAnomalies(run))).toBe(
      `checkAnomalies: forward, 'mul([2], w)' made NaN at [0]; bad values: 1 of 2.
  output     [2] float32, 16, 1 NaN
  input 0    [2] float32, 1…4
  input 1    'w' [2] float32, 4, 1 NaN
  called at  ${place('reads w')}
It came from outside: input 1 ('w') holds NaN already.`,
    );
  });

  it('large tensors are summarized in a line', () => {
    const a = zeros([64, 100]).named('a');
    const W = new Tensor(
      new Float32Array(1000).map((_, i) => (i === 537 ? -Infinity : i / 8)),
      [100, 10],
      'float32',
    );
    const run = () => matmul(a, W); // matmul
    expect(messageOf(() => checkAnomalies(run))).toBe(
      `checkAnomalies: forward, 'matmul(a, [100, 10])' made NaN at [0, 7]; bad values: 64 of 640.
  output     [64, 10] float32, 0, 64 NaN
  input 0    'a' [64, 100] float32, 0
  input 1    [100, 10] float32, 0…124.88, 1 -∞
  called at  ${place('matmul')}
It came from outside: input 1 ([100, 10]) holds -∞ already.`,
    );
  });

  it('is seen untracked, on nested tapes, and on no tape', () => {
    const x = tensor([-1]);
    const [outer, inner] = [new Tape(), new Tape()];
    const runs = [
      () => log(x),
      () => untracked(() => log(x)),
      () => outer.record(() => untracked(() => log(x))),
      () => outer.record(() => inner.record(() => log(x))),
      () => withGradient(x, () => sum(log(x))),
    ];
    for (const run of runs) expect(anomalyIn(run).node.primitive.name).toBe('log');
  });

  it('is seen in the forward of a customVjp, at the line in it', () => {
    const safe = customVjp({
      name: 'safe',
      forward: (x: Tensor) => log(x), // inside forward
      vjp: ([x]) => [(cotangent) => div(cotangent, x)],
    });
    const anomaly = anomalyIn(() => safe(tensor([-1])));
    expect(anomaly.node.primitive.name).toBe('log');
    expect(anomaly.line).toMatch(`${place('inside forward')}:`);
  });

  it('is seen in a customVjp that computes without ops', () => {
    const bad = customVjp({ name: 'bad', forward: (_x: Tensor) => tensor([NaN]), vjp: () => [null] });
    expect(anomalyIn(() => bad(tensor([1]))).node.primitive.name).toBe('bad');
  });

  it('is seen in a replay', () => {
    const x = tensor([1, 2]).named('x');
    const tape = new Tape();
    const y = tape.record(() => sum(log(x).named('y')));
    const run = () => replay(tape.nodes, y, new Map([[x, tensor([-1, 1])]])); // replay
    expect(messageOf(() => checkAnomalies(run))).toBe(
      `checkAnomalies: in a replay, 'log([2])' made NaN at [0]; bad values: 1 of 2.
  in           the replay of 'y = log(x)'
  output       [2] float32, 0, 1 NaN
  input 0      [2] float32, -1…1
  called at    a line before the check began
  replayed at  ${place('replay')}
Keep its inputs where its value is finite.`,
    );
  });
});

describe('backward', () => {
  const x = tensor([0, 1, 4]).named('x');

  it('an infinity is reported with the op whose pullback made it, and the line that called that op', () => {
    const run = () => {
      const tape = new Tape();
      const loss = tape.record(() => {
        const y = sqrt(x).named('y'); // sqrt
        return sum(y);
      });
      return tape.gradient(loss, x); // gradient
    };
    expect(messageOf(() => checkAnomalies(run))).toBe(
      `checkAnomalies: backward, 'chainInverse([3], [3])' made ∞ at [0]; bad values: 1 of 3.
  in              the pullback of 'y = sqrt(x)', to its input 0 ('x')
  output          [3] float32, 0.25…0.5, 1 ∞
  input 0         [3] float32, 1
  input 1         [3] float32, 0…4
  called at       ${place('sqrt')}
  pulled back at  ${place('gradient')}
Keep its inputs where its value is finite.
If infinities are meant, as in a mask, pass { allow: 'infinity' }.`,
    );
  });

  it('what was recorded before the check has no line, but the walk has one', () => {
    const tape = new Tape();
    const loss = tape.record(() => sum(sqrt(x).named('y')));
    const anomaly = anomalyIn(() => tape.gradient(loss, x)); // late
    expect(anomaly.reading).toMatchObject({ rule: 'pullback', input: 0 });
    expect(anomaly.reading?.node).toBe(tape.nodes[0]);
    expect(anomaly.line).toBeUndefined();
    expect(anomaly.readerLine).toMatch(`${place('late')}:`);
  });

  it('the sum at a fan-out belongs to backward too', () => {
    const slope = scalar(3e38);
    const twice = (z: Tensor) => add(mul(z, slope), mul(z, slope));
    const anomaly = anomalyIn(() => vjp(twice, scalar(0.1)).pullback(scalar(1)));
    expect(anomaly.node.primitive.name).toBe('accumulate');
    expect(anomaly.reading).toMatchObject({ rule: 'pullback', input: undefined });
  });

  it('and that of tangents to forward mode', () => {
    const anomaly = anomalyIn(() => jvp((z: Tensor) => mul(z, z), scalar(1), scalar(3e38)));
    expect(anomaly.node.primitive.name).toBe('accumulate');
    expect(anomaly.reading).toMatchObject({ rule: 'pushforward', input: undefined });
  });

  it('is seen in grad, vjp, hvp and jvp', () => {
    const f = (z: Tensor) => sum(sqrt(z)); // f
    const ones = tensor([1, 1, 1]);
    const rules = [
      () => grad(f)(x),
      () => vjp(f, x).pullback(scalar(1)),
      () => hvp(f, x, ones),
      () => jvp(f, x, ones),
    ].map((run) => anomalyIn(run));
    expect(rules.map(({ reading }) => reading?.rule)).toEqual(['pullback', 'pullback', 'pullback', 'pushforward']);
    for (const { line } of rules) expect(line).toMatch(`${place('f')}:`);
  });

  it('forward mode is named as such', () => {
    const run = () => jvp((z: Tensor) => sqrt(z), x, tensor([1, 1, 1])); // push
    expect(messageOf(() => checkAnomalies(run))).toBe(
      `checkAnomalies: in forward mode, 'chainInverse([3], [3])' made ∞ at [0]; bad values: 1 of 3.
  in            the pushforward of 'sqrt(x)', from its input 0 ('x')
  output        [3] float32, 0.25…0.5, 1 ∞
  input 0       [3] float32, 1
  input 1       [3] float32, 0…4
  called at     ${place('push')}
  pushed on at  ${place('push')}
Keep its inputs where its value is finite.
If infinities are meant, as in a mask, pass { allow: 'infinity' }.`,
    );
  });

  it('is seen in a pullback of a customVjp, with its line beside that of the call', () => {
    const scaled = customVjp({
      name: 'scaled',
      forward: (z: Tensor, w: Tensor) => mul(z, w),
      vjp: ([z, w]) => [
        (cotangent) => mul(cotangent, w),
        (cotangent) => mul(cotangent, div(z, sub(z, z))), // inside pullback
      ],
    });
    const w = tensor([1, 1, 1]).named('w');
    const run = () =>
      withGradient(w, () => {
        const y = scaled(x, w); // scaled
        return sum(y);
      });
    const anomaly = anomalyIn(run);
    expect(anomaly.node.primitive.name).toBe('div');
    expect(anomaly.reading).toMatchObject({ rule: 'pullback', input: 1 });
    expect(anomaly.line).toMatch(`${place('scaled')}:`);
    expect(anomaly.readerLine).toMatch(`${place('inside pullback')}:`);
  });

  it('is seen while a customVjp makes its pullbacks', () => {
    const rooted = customVjp({
      name: 'rooted',
      forward: (z: Tensor) => sqrt(z),
      vjp: (_inputs, y) => {
        const slope = div(0.5, y);
        return [(cotangent) => mul(cotangent, slope)];
      },
    });
    const { node, reading } = anomalyIn(() => withGradient(x, () => sum(rooted(x))));
    expect(node.primitive.name).toBe('div');
    expect(reading).toMatchObject({ rule: 'pullback', input: undefined });
  });

  it('is seen by who calls the pullbacks of a node by hand', () => {
    const tape = new Tape();
    tape.record(() => sqrt(x));
    const [node] = tape.nodes;
    expect(anomalyIn(() => node!.vjp[0]!(tensor([1, 1, 1]))).reading?.node).toBe(node);
  });
});

describe('what is no anomaly', () => {
  it('the value is that of fn, and gradients are the same bits as without the check', () => {
    const x = tensor([0.1, 2, 30]);
    const gradient = () => grad((z: Tensor) => sum(mul(exp(neg(z)), log(z))))(x);
    expect([...checkAnomalies(gradient).data]).toEqual([...gradient().data]);
    expect(checkAnomalies(() => 'anything')).toBe('anything');
  });

  it('an op that reads NaN and gives a finite output', () => {
    const x = tensor([NaN, 1]);
    expect(checkAnomalies(() => where(isNan(x), 0, x)).toArray()).toEqual([0, 1]);
  });

  it('infinities, where they are allowed; what they make NaN still is one', () => {
    const mask = tensor([true, false]);
    const masked = () => where(mask, tensor([1, 2]), -Infinity);
    expect(checkAnomalies(() => exp(masked()), { allow: 'infinity' }).toArray()).toEqual([Math.fround(Math.E), 0]);
    const error = errorOf(() => checkAnomalies(() => sub(masked(), masked()), { allow: 'infinity' }));
    expect(error).toBeInstanceOf(AnomalyError);
    expect((error as AnomalyError).anomaly.position).toBe(1);
  });

  it('without that, they came from outside', () => {
    const masked = () => where(tensor([true, false]), tensor([1, 2]), -Infinity); // mask
    expect(messageOf(() => checkAnomalies(masked))).toBe(
      `checkAnomalies: forward, 'where([2], [2], -∞)' made -∞ at [1]; bad values: 1 of 2.
  output     [2] float32, 1, 1 -∞
  input 0    [2] bool, 0…1
  input 1    [2] float32, 1…2
  input 2    [] float32, 1 -∞
  called at  ${place('mask')}
It came from outside: input 2 (-∞) holds -∞ already.
If infinities are meant, as in a mask, pass { allow: 'infinity' }.`,
    );
  });

  it('an empty tensor', () => {
    expect(checkAnomalies(() => log(zeros([0]))).size).toBe(0);
  });
});

describe('the check', () => {
  const bad = () => log(tensor([-1]));

  it('ends with fn, also when fn throws', () => {
    errorOf(() => checkAnomalies(bad));
    expect(bad().item()).toBeNaN();
    checkAnomalies(() => 0);
    expect(bad().item()).toBeNaN();
  });

  it('nests: the outer one goes on when the inner one has ended', () => {
    const run = () => {
      checkAnomalies(() => relu(tensor([1])));
      return log(tensor([-2])); // after the inner check
    };
    expect(anomalyIn(run).line).toMatch(`${place('after the inner check')}:`);
  });

  it('goes on when fn catches what an op or a pullback threw', () => {
    const x = tensor([0]);
    const run = () => {
      errorOf(() => grad((z: Tensor) => sum(sqrt(z)))(x));
      return bad();
    };
    expect(anomalyIn(run).reading).toBeUndefined();
  });

  it('keeps a tape that recorded without the op that failed', () => {
    const tape = new Tape();
    errorOf(() => checkAnomalies(() => tape.record(() => add(square(tensor([1])), bad()))));
    expect(tape.nodes.map(({ primitive }) => primitive.name)).toEqual(['square']);
  });

  it('sees primitives of the user, at their line', () => {
    const blowUp: Primitive<Unary> = {
      name: 'blowUp',
      outputShape: ([x]) => x.shape,
      kernel: (_inputs, output) => void output.data.fill(Infinity),
    };
    const anomaly = anomalyIn(() => apply(blowUp, [scalar(1)], noAttrs)); // own primitive
    expect(anomaly.line).toMatch(`${place('own primitive')}:`);
  });

  it('refuses an asynchronous fn', () => {
    expect(errorOf(() => checkAnomalies(async () => bad()))).toStrictEqual(
      new PullbackError('checkAnomalies: fn must be synchronous, got a promise. Await the data first, then check.'),
    );
    expect(bad().item()).toBeNaN();
  });
});
