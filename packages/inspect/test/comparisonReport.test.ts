import { Tape } from '@pullback/core';
import { compareGradients } from '@pullback/inspect';
import { matmul, mul, relu, square, sum } from '@pullback/ops';
import { drawNetwork, elementwise, float64, smallNetwork, untyped, widthsOf, withoutRounding } from './support';

const HEADER = 'cotangent of  shape   largest  by hand  finite differences  tried  verdict';
const LEGEND = 'Errors against autograd: by hand relative to each entry, by finite differences to the largest.';
const HIDES = 'All sizes are equal: a wrong order or transpose can go unseen. Try sizes that differ.';

it('a right derivation is a table and its verdict', () => {
  expect(withoutRounding(smallNetwork().compare())).toBe(
    [
      HEADER,
      'p             [2, 2]        2        0                   0    all  right',
      'W2            [2, 2]        2        0                   0    all  right',
      'a             [2, 2]        2        0                   0    all  right',
      'h             [2, 2]        2        0                   0    all  right',
      'W1            [2, 2]        2        0                   0    all  right',
      LEGEND,
      'The derivation is right.',
      HIDES,
    ].join('\n'),
  );
});

it('a wrong derivation is a table and the place where it first goes wrong', () => {
  expect(withoutRounding(smallNetwork().compare({ h: (bar) => relu(bar.a) }))).toBe(
    [
      HEADER,
      'p             [2, 2]        2        0                   0    all  right',
      'W2            [2, 2]        2        0                   0    all  right',
      'a             [2, 2]        2        0                   0    all  right',
      'h             [2, 2]        2   1.0e+0                   0    all  WRONG',
      'W1            [2, 2]        2   2.0e+0                   0    all  follows from h',
      LEGEND,
      'The derivation first goes wrong at the cotangent of h,',
      'worst at [0, 1]: by hand 2, autograd 0.',
      'It is h̄ = ā ⊙ [ā > 0], with the cotangent in place of an operand.',
      'Right is h̄ = ā ⊙ [h > 0].',
      HIDES,
    ].join('\n'),
  );
});

it('a formula that gives nothing to compare shows why', () => {
  const { context, compare } = drawNetwork();
  const text = String(compare({ a: (bar) => matmul(context.W2, bar.p, { transposeA: true }) }));
  expect(text).toMatch(/^a +\[7, 3\] +\S+ +- +\S+ +all {2}WRONG$/m);
  expect(text).toMatch(
    /The derivation first goes wrong at the cotangent of a:\nmatmul: inner dimensions must agree, .* \(3 ≠ 7\)\.\nIts operands/,
  );
});

it('a formula of another shape shows both', () => {
  const { context, compare } = drawNetwork();
  expect(String(compare({ p: () => context.a }))).toMatch(
    /at the cotangent of p:\nthe formula gives shape \[7, 3\], the value has \[7, 2\]\.$/,
  );
});

it('a formula that forgot to return is told so', () => {
  const text = String(smallNetwork().compare({ p: untyped(() => undefined) }));
  expect(text).toContain('WRONG');
  expect(text).not.toContain('undefined');
});

it('entries tried are counted where not all are', () => {
  const x = float64([1, 2, 3, 4]);
  const tape = new Tape();
  const total = tape.record(() => sum(square(x)));
  const report = compareGradients(tape, total, { x }, { x: () => mul(2, x) }, { entries: 3 });
  expect(report.comparisons[0]!.numeric.entries).toBe(3);
  expect(String(report)).toMatch(/^x .* 3 of 4 {2}right$/m);
});

it('the one entry of a scalar has no place', () => {
  const x = float64(3);
  const tape = new Tape();
  const y = tape.record(() => square(x));
  expect(String(compareGradients(tape, y, { x }, { x: () => x }))).toMatch(/^worst: by hand 3, autograd 6\.$/m);
});

describe('at a bend', () => {
  const x = float64([0, -1, 2]);
  const tape = new Tape();
  const total = tape.record(() => sum(relu(x)));
  const report = compareGradients(tape, total, { x }, { x: () => float64([1, 0, 1]) });

  it('a derivation with another slope is wrong, and the report says that this is a convention', () => {
    expect(report.firstWrong).toMatchObject({ name: 'x', numeric: { kinks: 1, isRight: true } });
    expect(String(report)).toMatch(/ all, 1 at a kink {2}WRONG$/m);
    expect(String(report)).toContain('worst at [0]: by hand 1, autograd 0.');
    expect(String(report)).toMatch(/It bends at 1 of the entries tried: there a slope is a convention\.$/);
  });
});

describe('a primitive with a faulty pullback', () => {
  const square2 = elementwise(
    (x) => x * x,
    (cotangent, x) => mul(cotangent, x),
  );
  const x = float64([1, 2]);
  const tape = new Tape();
  const total = tape.record(() => sum(square2(x)));

  it('is not confirmed, even where the derivation agrees with it', () => {
    const report = compareGradients(tape, total, { x }, { x: () => x });
    expect(report).toMatchObject({ isRight: false, firstWrong: undefined });
    expect(report.comparisons[0]).toMatchObject({ verdict: 'right', numeric: { isRight: false } });
    expect(String(report)).toMatch(
      /\nFinite differences do not confirm autograd for x, worst at \[1\]: autograd 2, finite differences 4\.$/,
    );
  });

  it('makes the right derivation disagree, and the report says whom not to trust', () => {
    const report = compareGradients(tape, total, { x }, { x: () => mul(2, x) });
    expect(report.isRight).toBe(false);
    expect(String(report)).toContain('Finite differences do not confirm autograd for x');
  });
});

it('no line is longer than 100 columns, and none ends in a blank', () => {
  const { context, compare } = drawNetwork();
  const { x, W2, a } = context;
  const reports = [
    compare(),
    compare({ a: (bar) => matmul(W2, bar.p, { transposeA: true }), W1: () => x }),
    compare({ p: () => mul(1e-9, a), h: (bar) => relu(bar.a) }),
    compare({ p: (bar) => mul(2, bar.p) }),
    compare({ p: () => mul(1e9, context.p) }),
  ].map(String);
  for (const text of reports) {
    expect(Math.max(...widthsOf(text))).toBeLessThanOrEqual(100);
    expect(text).not.toMatch(/ $/m);
    expect(text).not.toContain('undefined');
  }
});
