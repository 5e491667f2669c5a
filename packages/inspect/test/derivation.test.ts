import { GradientError, PullbackError, Tape, tensor } from '@pullback/core';
import { compareGradients } from '@pullback/inspect';
import { div, matmul, mul, sub, sum } from '@pullback/ops';
import { drawNetwork, errorOf, float64, scaled, smallNetwork, untyped, verdictsOf, where } from './support';

const { tape, loss, context, compare } = drawNetwork();
const { x, W1, W2, h, a, p, y } = context;

it('a formula is evaluated once, and once more with what autograd found if it was given something wrong', () => {
  const [first, second] = [jest.fn(() => sub(p, y)), jest.fn((bar: { p: typeof p }) => mul(bar.p, 1))];
  compare({ p: first, a: (bar) => matmul(second(bar), W2, { transposeB: true }) });
  expect(first).toHaveBeenCalledTimes(1);
  expect(second).toHaveBeenCalledTimes(2);
});

it('formulas may use cotangents in any order of declaration', () => {
  const formulas = {
    W1: (bar: { h: typeof h }) => matmul(x, bar.h, { transposeA: true }),
    h: (bar: { a: typeof a }) =>
      mul(
        bar.a,
        where(h, (value) => value > 0),
      ),
    W2: (bar: { p: typeof p }) => matmul(a, bar.p, { transposeA: true }),
    a: (bar: { p: typeof p }) => matmul(bar.p, W2, { transposeB: true }),
    p: () => mul(2, sub(p, y)),
  };
  const values = { W1, h, W2, a, p };
  expect(compareGradients(tape, loss, values, formulas).isRight).toBe(true);
  const wrong = compareGradients(tape, loss, values, { ...formulas, p: () => sub(p, y) });
  expect(verdictsOf(wrong)).toEqual({ p: 'wrong', W2: 'follows p', a: 'follows p', h: 'follows a', W1: 'follows h' });
});

it('a formula may do without the others', () => {
  const direct = () =>
    matmul(
      x,
      mul(
        matmul(mul(2, sub(p, y)), W2, { transposeB: true }),
        where(h, (v) => v > 0),
      ),
      { transposeA: true },
    );
  expect(compareGradients(tape, loss, { W1 }, { W1: direct }).isRight).toBe(true);
});

it('a formula that is right on its own does not follow from wrong ones that it does not use', () => {
  const report = compare({ p: () => sub(p, y), W2: () => matmul(a, mul(2, sub(p, y)), { transposeA: true }) });
  expect(verdictsOf(report)).toMatchObject({ p: 'wrong', W2: 'right', a: 'follows p' });
});

describe('values read by the same node', () => {
  const [u, v] = [float64([2, 3]), float64([5, 7])];
  const other = new Tape();
  const total = other.record(() => sum(mul(u, v)));
  const formulas = {
    u: () => mul(2, v),
    // v̄ = ȳ u = ū u / v
    v: (bar: { u: typeof u }) => div(mul(bar.u, u), v),
  };

  it.each([
    ['before', { u, v }],
    ['after', { v, u }],
  ])('one follows from the other, declared %s it', (_, values) => {
    const report = compareGradients(other, total, values, formulas);
    expect(verdictsOf(report)).toEqual({ u: 'wrong', v: 'follows u' });
    expect(report.firstWrong!.name).toBe('u');
  });
});

it('a formula of another dtype is wrong, and not those that refuse to mix it', () => {
  const { context: small, compare: compareSmall } = smallNetwork();
  const report = compareSmall({
    p: () =>
      tensor([
        [-2, 2],
        [2, -2],
      ]),
  });
  expect(small.p.dtype).toBe('float64');
  expect(report.firstWrong).toMatchObject({ name: 'p', verdict: 'wrong' });
});

describe('formulas that go in circles', () => {
  it('one that uses its own cotangent is wrong, and says why', () => {
    const report = compare({ a: (bar) => bar.a });
    expect(verdictsOf(report)).toMatchObject({ a: 'wrong', h: 'follows a', W1: 'follows h' });
    expect(report.firstWrong).toMatchObject({ name: 'a', problem: 'the cotangent of a is defined by itself' });
  });

  it('two that use each other are no derivation, and nothing that they do not feed is blamed', () => {
    const report = compare({
      a: (bar) => mul(bar.h, 1),
      h: (bar) =>
        mul(
          bar.a,
          where(h, (value) => value > 0),
        ),
    });
    expect(verdictsOf(report)).toMatchObject({ p: 'right', W2: 'right', W1: 'follows h' });
    expect(report.isRight).toBe(false);
    expect(String(report)).toContain('defined by itself');
  });

  it('no verdict is "follows" without saying what from', () => {
    const reports = [
      compare({ a: (bar) => bar.a }),
      compare({ a: (bar) => mul(bar.h, 1), h: (bar) => mul(bar.a, 1) }),
      compare({ a: (bar) => bar.W1, W1: (bar) => bar.a }),
    ];
    const groundless = reports.flatMap(({ comparisons }) =>
      comparisons.filter(({ verdict, because }) => verdict === 'follows' && because.length === 0),
    );
    expect(groundless).toEqual([]);
  });
});

it('an error that is not of Pullback is the own business of whoever wrote the formula', () => {
  const mistake = new TypeError('mine');
  const formula = () => {
    throw mistake;
  };
  expect(errorOf(() => compare({ h: formula }))).toBe(mistake);
});

it('an error of Pullback is a finding', () => {
  const report = compare({
    h: () => {
      throw new PullbackError('no idea');
    },
  });
  expect(report.firstWrong).toMatchObject({ name: 'h', problem: 'no idea', relativeError: Infinity, worst: undefined });
});

it('a missing formula is an error that names it', () => {
  const formulas = untyped<{ a: () => typeof a; p: () => typeof p }>({ p: () => p });
  expect(errorOf(() => compareGradients(tape, loss, { p, a }, formulas))).toStrictEqual(
    new GradientError("compareGradients: there is no formula for 'a'."),
  );
});

it('a formula for what is not among the values is an error that names it', () => {
  const formulas = untyped<{ p: () => typeof p }>({ p: () => p, a: () => a });
  expect(errorOf(() => compareGradients(tape, loss, { p }, formulas))).toStrictEqual(
    new GradientError("compareGradients: there is a formula for 'a', which is not among the values. Add it there."),
  );
});

it('formulas are not recorded by an outer tape', () => {
  const outer = new Tape();
  outer.record(() => compare({ p: () => scaled(1)(mul(2, sub(p, y))) }));
  expect(outer.nodes.map(({ primitive }) => primitive.name)).not.toContain('elementwise');
});
