import {
  checkAnomalies,
  checkIntegrity,
  checkpoint,
  customVjp,
  DTypeError,
  GradientError,
  grad,
  hessian,
  hvp,
  jacobian,
  jvp,
  linspace,
  onesLike,
  PullbackError,
  scalar,
  Tape,
  untracked,
  valueAndGrad,
  vjp,
  withGradient,
  zerosLike,
} from '@pullback/core';
import { errorOf, untyped } from './support';

const x = scalar(2);
const value = untyped<never>(x);

it.each<[string, () => unknown]>([
  ['grad', () => grad(value)],
  ['valueAndGrad', () => valueAndGrad(value)],
  ['withGradient', () => withGradient(x, value)],
  ['vjp', () => vjp(value, x)],
  ['jvp', () => jvp(value, x, x)],
  ['jacobian', () => jacobian(value, x)],
  ['hessian', () => hessian(value, x)],
  ['hvp', () => hvp(value, x, x)],
  ['checkpoint', () => checkpoint(value)],
  ['record', () => new Tape().record(value)],
  ['untracked', () => untracked(value)],
  ['checkAnomalies', () => checkAnomalies(value)],
  ['checkIntegrity', () => checkIntegrity(value)],
])('%s of a value, where a function is required, is an error', (op, run) => {
  expect(errorOf(run)).toStrictEqual(
    new PullbackError(`${op}: a function is required, got a tensor []. Pass one that computes the value.`),
  );
});

it.each<[unknown, string]>([
  [undefined, 'undefined'],
  [() => x, 'a function'],
  [{ name: 'twice', forward: () => x }, 'a record'],
])('customVjp of what is no rule is an error', (rule, got) => {
  expect(errorOf(() => customVjp(untyped<never>(rule)))).toStrictEqual(
    new PullbackError(
      `customVjp: a rule { name, forward, vjp } with functions forward and vjp is required, got ${got}.`,
    ),
  );
});

it('customVjp of a forward that returns nothing is an error', () => {
  const twice = customVjp({ name: 'twice', forward: () => untyped<typeof x>(undefined), vjp: () => [] });
  expect(errorOf(() => twice())).toStrictEqual(
    new GradientError('twice: forward must give a tensor, got undefined. Does it return it?'),
  );
});

it.each([
  ['zerosLike', () => zerosLike(untyped<never>([1, 2]))],
  ['onesLike', () => onesLike(untyped<never>([1, 2]))],
] as const)('%s of what is no tensor is an error', (op, run) => {
  expect(errorOf(run)).toStrictEqual(new DTypeError(`${op}: a tensor is required, got an array of 2.`));
});

it('linspace between what are no numbers is an error', () => {
  expect(errorOf(() => linspace(untyped('0'), 1, 3))).toStrictEqual(
    new DTypeError('linspace: start and stop are numbers, got "0" and 1.'),
  );
});
