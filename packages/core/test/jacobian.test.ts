import {
  customVjp,
  hessian,
  hvp,
  jacobian,
  Random,
  scalar,
  stopGradient,
  Tape,
  type Tensor,
  tensor,
  zeros,
} from '@pullback/core';
import { add, cast, exp, matmul, mul, sin, square, sum, tanh, transpose } from '@pullback/ops';
import { contentsOf } from './support';

const float64 = { dtype: 'float64' } as const;
const random = new Random(11);
const draw = (...shape: number[]) => random.normal(shape, float64);
const modes = ['forward', 'reverse', 'auto'] as const;

/** Elements at the index given, for those who know the shapes. */
const at = (x: Tensor, ...index: readonly number[]): number =>
  x.data[index.reduce((place, i, axis) => place * x.shape[axis]! + i, 0)]!;

describe.each(modes)('in %s mode', (mode) => {
  it('of a matrix product it is Kronecker', () => {
    const a = draw(2, 3);
    const w = draw(3, 4);
    const found = jacobian((w: Tensor) => matmul(a, w), w, { mode });
    expect(found.shape).toEqual([2, 4, 3, 4]);
    for (let i = 0; i < 2; i++)
      for (let j = 0; j < 4; j++)
        for (let k = 0; k < 3; k++)
          for (let l = 0; l < 4; l++) expect(at(found, i, j, k, l)).toBe(j === l ? at(a, i, k) : 0);
  });

  it('of an elementwise function it is diagonal', () => {
    const x = draw(3);
    const found = jacobian(sin, x, { mode });
    expect(found.toArray()).toEqual([0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? Math.cos(x.data[i]!) : 0))));
  });

  it('of trees it is a tree of trees', () => {
    const f = ({ w, b }: { w: Tensor<readonly [2]>; b: Tensor<readonly []> }) => [mul(w, b), sum(w)] as const;
    const [product, total] = jacobian(f, { w: tensor([2, 3], float64), b: scalar(5, float64) }, { mode });
    expect(product.w.toArray()).toEqual([
      [5, 0],
      [0, 5],
    ]);
    expect(product.b.toArray()).toEqual([2, 3]);
    expect(total.w.toArray()).toEqual([1, 1]);
    expect(total.b.item()).toBe(0);
  });

  it('of what does not depend on the primal it is zeros', () => {
    expect(jacobian((x: Tensor) => stopGradient(exp(x)), draw(2), { mode }).toArray()).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  it('of the primal itself it is the identity, also where it stands twice', () => {
    const [once, twice] = jacobian((x: Tensor) => [x, x], draw(2), { mode });
    const identity = [
      [1, 0],
      [0, 1],
    ];
    expect(once!.toArray()).toEqual(identity);
    expect(twice!.toArray()).toEqual(identity);
  });

  it('takes empty values and primals', () => {
    expect(jacobian((x: Tensor) => sum(x), zeros([0, 3], float64), { mode }).shape).toEqual([0, 3]);
    expect(jacobian((x: Tensor) => mul(zeros([0, 1], float64), x), draw(2), { mode }).shape).toEqual([0, 2, 2]);
  });

  it('is differentiable, to any order', () => {
    const x = draw(2);
    // xᵢ³ xⱼ: the third derivatives are known.
    const f = (x: Tensor) => mul(mul(square(x), x), sum(x));
    const third = jacobian((x: Tensor) => jacobian((x: Tensor) => jacobian(f, x, { mode }), x, { mode }), x, { mode });
    expect(third.shape).toEqual([2, 2, 2, 2]);
    const [a, b] = x.data as Float64Array;
    // f₀ = x₀⁴ + x₀³ x₁.
    expect(at(third, 0, 0, 0, 0)).toBeCloseTo(24 * a! + 6 * b!, 12);
    expect(at(third, 0, 0, 0, 1)).toBeCloseTo(6 * a!, 12);
    expect(at(third, 0, 1, 0, 0)).toBeCloseTo(6 * a!, 12);
    expect(at(third, 1, 1, 1, 1)).toBeCloseTo(24 * b! + 6 * a!, 12);
    expect(at(third, 0, 1, 1, 0)).toBe(0);
  });

  it('is differentiable by a tape around it', () => {
    const x = draw(3);
    const u = draw(3, 3);
    const tape = new Tape();
    const slopes = tape.record(() => jacobian(exp, x, { mode }));
    const found = tape.gradient(slopes, x, { cotangent: u });
    for (let i = 0; i < 3; i++) expect(found.data[i]).toBeCloseTo(at(u, i, i) * Math.exp(x.data[i]!), 12);
  });

  it('the Hessian is symmetric, and its product with a tangent is hvp', () => {
    const x = draw(2, 3);
    const w = draw(3, 2);
    const f = (x: Tensor) => sum(square(tanh(matmul(x, w)))) as Tensor<readonly []>;
    const found = hessian(f, x, { mode });
    expect(found.shape).toEqual([2, 3, 2, 3]);
    const tangent = draw(2, 3);
    const product = hvp(f, x, tangent);
    for (let i = 0; i < 6; i++) {
      let total = 0;
      for (let j = 0; j < 6; j++) {
        expect(found.data[i * 6 + j]).toBeCloseTo(found.data[j * 6 + i]!, 12);
        total += found.data[i * 6 + j]! * tangent.data[j]!;
      }
      expect(total).toBeCloseTo(product.data[i]!, 12);
    }
  });

  it('the Hessian of a tree has a block for each pair', () => {
    const found = hessian(
      ({ a, b }: { a: Tensor<readonly [2]>; b: Tensor<readonly []> }) => sum(mul(square(a), b)),
      { a: tensor([2, 3], float64), b: scalar(5, float64) },
      { mode },
    );
    expect(found.a.a.toArray()).toEqual([
      [10, 0],
      [0, 10],
    ]);
    expect(found.a.b.toArray()).toEqual([4, 6]);
    expect(found.b.a.toArray()).toEqual([4, 6]);
    expect(found.b.b.item()).toBe(0);
  });
});

it('forward and reverse mode agree', () => {
  const f = (x: Tensor) => tanh(matmul(add(x, 1), transpose(x)));
  const x = draw(3, 2);
  const [forward, reverse] = modes.map((mode) => contentsOf(jacobian(f, x, { mode })));
  forward!.data.forEach((value, i) => void expect(value).toBeCloseTo(reverse!.data[i]!, 12));
});

describe('takes as few passes as it can', () => {
  let pulled = 0;
  let pushed = 0;
  const counted = customVjp({
    name: 'counted',
    forward: (x: Tensor) => x,
    vjp: () => [
      (cotangent) => {
        pulled++;
        return cotangent;
      },
    ],
    jvp: () => [
      (tangent) => {
        pushed++;
        return tangent;
      },
    ],
  });
  beforeEach(() => {
    pulled = 0;
    pushed = 0;
  });

  it('one forward for each element of the primal, if these are fewer', () => {
    jacobian((x: Tensor) => mul(counted(x), draw(5, 1)), draw(2));
    expect([pulled, pushed]).toEqual([0, 2]);
  });

  it('one back for each element of the value, if these are fewer', () => {
    jacobian((x: Tensor) => matmul(draw(2, 5), counted(x)), draw(5, 1));
    expect([pulled, pushed]).toEqual([2, 0]);
  });

  it('and back where an op has no rule forward', () => {
    const squared = customVjp({
      name: 'squared',
      forward: (x: Tensor) => square(x),
      vjp: ([x]) => [(cotangent) => mul(cotangent, mul(x, 2))],
    });
    const x = draw(2);
    expect(contentsOf(hessian((x: Tensor) => sum(squared(x)), x)).data).toEqual([2, 0, 0, 2]);
    expect(() => jacobian(squared, x, { mode: 'forward' })).toThrow(/'squared' has no pushforward/);
  });

  it('or those that it is told', () => {
    jacobian((x: Tensor) => sum(counted(x)), draw(5), { mode: 'forward' });
    expect([pulled, pushed]).toEqual([0, 5]);
  });
});

describe('errors', () => {
  it('name a value or a primal that has no derivatives', () => {
    expect(() => jacobian((x: Tensor) => ({ label: cast(x, 'int32') }), draw(2))).toThrow(
      "gradient: float32 or float64 is required, got int32 for the target 'label'. " +
        "Whole numbers and masks have no derivative; convert them first: cast(x, 'float32').",
    );
    expect(() => jacobian((x: Tensor) => x, tensor([1, 2], { dtype: 'int32' }))).toThrow(/got int32 for the source/);
  });

  it('name a mode that there is not', () => {
    // @ts-expect-error
    expect(() => jacobian((x: Tensor) => x, draw(2), { mode: 'sideways' })).toThrow(
      "jacobian: mode is 'auto', 'forward' or 'reverse', got \"sideways\".",
    );
  });

  it('name a Hessian of what is no scalar', () => {
    expect(() => hessian((x: Tensor) => x as Tensor<readonly []>, draw(2))).toThrow(
      'gradient: the target must be a scalar, got shape [2]. Reduce it, for example with sum(), or pass a cotangent.',
    );
  });
});

describe.each(['forward', 'reverse'] as const)('%s inside', (inner) => {
  describe.each(['forward', 'reverse'] as const)('%s between', (middle) => {
    it.each(['forward', 'reverse'] as const)('%s outside: the third derivatives are the same', (outer) => {
      const A = tensor(
        [
          [1, 2],
          [3, 5],
          [7, 11],
        ],
        { dtype: 'float64' },
      );
      const x = tensor([0.5, -1, 2], float64);
      const squares = (x: Tensor) => square(jacobian((y: Tensor) => matmul(mul(y, square(y)), A), x, { mode: inner }));
      const second = (x: Tensor) => jacobian(squares, x, { mode: middle });
      const third = jacobian(second, x, { mode: outer });
      // J[i][j] is 3 x[j]² A[j][i], and the square of that has the second derivative 108 x[j]² A[j][i]².
      const expected = [0, 1].flatMap((i) =>
        [0, 1, 2].flatMap((j) =>
          [0, 1, 2].flatMap((k) =>
            [0, 1, 2].map((l) => (j === k && k === l ? 108 * at(x, j) ** 2 * at(A, j, i) ** 2 : 0)),
          ),
        ),
      );
      expect(third.shape).toEqual([2, 3, 3, 3]);
      expect(Array.from(third.data)).toEqual(expected);
    });
  });
});

it.each(modes)('where a value of another shape does not depend on the primal there are zeros in %s mode', (mode) => {
  const f = (x: Tensor) => ({ fixed: stopGradient(draw(3)), moving: sin(x) });
  const { fixed, moving } = jacobian(f, draw(2), { mode });
  expect(contentsOf(fixed)).toEqual(contentsOf(zeros([3, 2], float64)));
  expect(moving.shape).toEqual([2, 2]);
});

it('the Hessian of a constant is zeros', () => {
  const c = scalar(3, float64);
  expect(hessian(() => c, draw(2)).toArray()).toEqual([
    [0, 0],
    [0, 0],
  ]);
});
