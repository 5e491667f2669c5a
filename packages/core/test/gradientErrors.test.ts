import { DTypeError, GradientError, PullbackError, ShapeError, scalar, Tape, tensor, zeros } from '@pullback/core';
import { cast, mul, sum } from '@pullback/ops';
import { draw, errorOf, untyped } from './support';

it('a target that is not a scalar needs a cotangent', () => {
  const x = draw([32, 10]);
  const tape = new Tape();
  const y = tape.record(() => mul(x, 2));
  expect(errorOf(() => tape.gradient(y, x))).toStrictEqual(
    new GradientError(
      'gradient: the target must be a scalar, got shape [32, 10]. ' +
        'Reduce it, for example with sum(), or pass a cotangent.',
    ),
  );
});

it('one element is not yet a scalar', () => {
  const x = draw([1]);
  const tape = new Tape();
  const y = tape.record(() => mul(x, 2));
  expect(() => tape.gradient(y, x)).toThrow(GradientError);
});

it('a cotangent of another shape than the target is an error that carries both', () => {
  const x = draw([2, 3]);
  const tape = new Tape();
  const y = tape.record(() => mul(x, 2));
  const error = errorOf(() => tape.gradient(y, x, { cotangent: untyped(draw([3, 2])) }));
  expect(error).toStrictEqual(
    new ShapeError("gradient: the cotangent must have the target's shape [2, 3], got [3, 2]."),
  );
  expect(error).toHaveProperty('shapes', [
    [2, 3],
    [3, 2],
  ]);
});

it('a cotangent of another dtype than the target is an error that names the cast', () => {
  const x = draw([2]);
  const tape = new Tape();
  const y = tape.record(() => mul(x, 2));
  expect(errorOf(() => tape.gradient(y, x, { cotangent: zeros([2]) }))).toStrictEqual(
    new DTypeError(
      "gradient: the cotangent must have the target's dtype float64, got float32. " +
        "Convert it: cast(cotangent, 'float64').",
    ),
  );
});

it('whole numbers have no gradient: the error names the source, by its place if it has no name', () => {
  const x = draw([2]);
  const labels = tensor([1, 2], { dtype: 'int32' });
  const tape = new Tape();
  const y = tape.record(() => sum(x));
  const wrong = (name: string) =>
    new GradientError(
      `gradient: float32 or float64 is required, got int32 for the source '${name}'. ` +
        "Whole numbers and masks have no derivative; convert them first: cast(x, 'float32').",
    );
  expect(errorOf(() => tape.gradient(y, { batch: [x, labels] }))).toStrictEqual(wrong('batch[1]'));
  labels.named('labels');
  expect(errorOf(() => tape.gradient(y, { batch: [x, labels] }))).toStrictEqual(wrong('labels'));
});

it('a target of whole numbers or of truth values is an error', () => {
  const x = draw([]);
  const tape = new Tape();
  const [whole, mask] = tape.record(() => [cast(x, 'int32').named('whole'), cast(x, 'bool')]);
  expect(errorOf(() => tape.gradient(whole!, x))).toStrictEqual(
    new GradientError(
      "gradient: float32 or float64 is required, got int32 for the target 'whole'. " +
        "Whole numbers and masks have no derivative; convert them first: cast(x, 'float32').",
    ),
  );
  expect(() => tape.gradient(mask!, x)).toThrow(GradientError);
  expect(() => tape.gradient(whole!, x, { cotangent: scalar(1, { dtype: 'int32' }) })).toThrow(GradientError);
});

it('a tree of something else than tensors is an error naming the place', () => {
  const tape = new Tape();
  const y = tape.record(() => sum(draw([2])));
  const wrong = (got: string) =>
    new PullbackError(`tree: tensors, or arrays and records of them, are required, got ${got}.`);
  expect(errorOf(() => tape.gradient(y, untyped(3)))).toStrictEqual(wrong('3'));
  expect(errorOf(() => tape.gradient(y, untyped({ layers: [null] })))).toStrictEqual(wrong("null at 'layers[0]'"));
});

it('every typed error is a PullbackError, which is an Error', () => {
  for (const error of [new ShapeError(''), new DTypeError(''), new GradientError('')]) {
    expect(error).toBeInstanceOf(PullbackError);
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe(error.constructor.name);
  }
});
