import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  apply,
  checkpoint,
  customVjp,
  grad,
  hvp,
  jvp,
  Parameter,
  Random,
  replay,
  scalar,
  Tape,
  type Tensor,
  tensor,
  untracked,
  withGradient,
} from '@pullback/core';
import {
  add,
  cast,
  div,
  exp,
  greater,
  matmul,
  mul,
  relu,
  sin,
  sqrt,
  square,
  sub,
  sum,
  tanh,
  where,
} from '@pullback/ops';
import { contentsOf } from './support';

const float64 = { dtype: 'float64' } as const;
const random = new Random(3);
const x = random.normal([5, 3], float64).named('x');
const w = random.normal([3, 4], float64).named('w');
const bias = random.normal([4], float64);
const u = random.normal([3, 4], float64);

const layer = (x: Tensor, w: Tensor): Tensor => tanh(add(matmul(x, w), bias));
const loss = (f: typeof layer) => (w: Tensor) => sum(square(sub(f(x, w), f(x, square(w)))));
const plain = loss(layer);
const kept = loss(checkpoint(layer));

it('gives the same value and first derivatives, bit for bit', () => {
  expect(kept(w).item()).toBe(plain(w).item());
  expect(contentsOf(grad(kept)(w))).toEqual(contentsOf(grad(plain)(w)));
  expect(contentsOf(jvp(kept, w, u).tangent)).toEqual(contentsOf(jvp(plain, w, u).tangent));
  expect(contentsOf(hvp(kept, w, u))).toEqual(contentsOf(hvp(plain, w, u)));
});

it('gives the same second derivatives, but for the order of sums', () => {
  const second = (f: typeof plain) => Array.from(grad((w: Tensor) => sum(mul(u, grad(f)(w))))(w).data);
  const expected = second(plain);
  second(kept).forEach((value, i) => void expect(value).toBeCloseTo(expected[i]!, 12));
});

it('is one node on the tape, which reads what the function reads, closed over or not', () => {
  const tape = new Tape();
  tape.record(() => checkpoint(layer)(x, w).named('y'));
  expect(String(tape)).toBe('y = checkpoint(x, w, const [4], program 3 ops)  [5, 4]');
});

it('computes again what is between, once for all inputs', () => {
  let runs = 0;
  const counted = customVjp({
    name: 'counted',
    forward: (x: Tensor) => {
      runs++;
      return exp(x);
    },
    vjp: (_, y) => [(cotangent) => mul(cotangent, y)],
  });
  const product = checkpoint((a: Tensor, b: Tensor) => sum(mul(counted(a), counted(b))));
  const [a, b] = [tensor([1, 2]), tensor([3, 4])];
  withGradient([a], () => product(a, b));
  // Twice forward; then again, where a customVjp applied anew is asked for its shape, dtype and value.
  const once = runs;
  runs = 0;
  withGradient([a, b], () => product(a, b));
  expect(runs).toBe(once);
});

it('asks no pullback inside for a cotangent that nobody wants', () => {
  const asked: string[] = [];
  const spied = (name: string) =>
    customVjp({
      name,
      forward: (x: Tensor) => square(x),
      vjp: ([x]) => [
        (cotangent) => {
          asked.push(name);
          return mul(cotangent, mul(2, x));
        },
      ],
    });
  const f = checkpoint((a: Tensor, b: Tensor) => sum(mul(spied('a')(a), spied('b')(b))));
  const [a, b] = [tensor([1, 2]), tensor([3, 4])];
  withGradient(b, () => f(a, b));
  expect(asked).toEqual(['b']);
});

it('keeps no value in between', () => {
  const tape = new Tape();
  tape.record(() => checkpoint(layer)(x, w));
  const reachable = JSON.stringify(tape.nodes[0]!.attrs);
  expect(tape.nodes).toHaveLength(1);
  expect(reachable).not.toContain('"data"');
});

it('keeps no input of a customVjp in between', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const inner: WeakRef<Tensor>[] = [];
  const last = customVjp({ name: 'last', forward: (x: Tensor) => exp(x), vjp: () => [null] });
  const tape = new Tape();
  tape.record(() =>
    checkpoint((x: Tensor) => {
      const between = tanh(x);
      inner.push(new WeakRef(between));
      return last(between);
    })(x),
  );
  await new Promise((resolve) => setTimeout(resolve));
  collect();
  expect(inner[0]!.deref()).toBeUndefined();
  expect(tape.nodes).toHaveLength(1);
});

it('keeps the random numbers that were drawn', () => {
  const noisy = (x: Tensor): Tensor => {
    const noise = new Random(noisySeed++).normal(x.shape, float64);
    return sum(mul(noise, exp(x)));
  };
  let noisySeed = 1;
  const { value, gradient } = withGradient(x, () => checkpoint(noisy)(x));
  noisySeed = 1;
  const expected = withGradient(x, () => noisy(x));
  expect(value.item()).toBe(expected.value.item());
  expect(contentsOf(gradient)).toEqual(contentsOf(expected.gradient));
});

it('a customVjp that draws random numbers inside is an error', () => {
  const drawn = new Random(1);
  const noisy = customVjp({
    name: 'noisy',
    forward: (x: Tensor) => mul(x, drawn.normal(x.shape, float64)),
    vjp: ([x], y) => [(cotangent) => mul(cotangent, div(y, x))],
    jvp: ([x], y) => [(tangent) => mul(tangent, div(y, x))],
  });
  const f = checkpoint((x: Tensor) => sum(square(noisy(x))));
  const again = /^checkpoint: computed again, the function gave another value\. .* Hand it in as an input\.$/;
  expect(() => grad(f)(x)).toThrow(again);
  expect(() => jvp(f, x, x)).toThrow(again);
});

it('a value that is NaN may be computed again', () => {
  const y = scalar(-1, float64);
  expect(grad(checkpoint((x: typeof y) => mul(sqrt(x), 2)))(y).item()).toBeNaN();
});

it('takes trees and anything else, and gives trees', () => {
  const f = ({ a, b }: { a: Tensor; b: Tensor }, power: number) => ({
    sum: add(a, b),
    scaled: [mul(a, power)] as const,
  });
  const a = scalar(2, float64);
  const b = scalar(5, float64);
  const tape = new Tape();
  const { sum: total, scaled } = tape.record(() => checkpoint(f)({ a, b }, 3));
  expect([total.item(), scaled[0].item()]).toEqual([7, 6]);
  expect(tape.gradient(scaled[0], { a }).a.item()).toBe(3);
  expect(tape.gradient(total, { a, b }).b.item()).toBe(1);
});

it('outside of tapes it is the function', () => {
  expect(contentsOf(checkpoint(layer)(x, w))).toEqual(contentsOf(layer(x, w)));
});

it('hands back what it did not compute', () => {
  const y = scalar(1, float64);
  const f = checkpoint((x: Tensor) => ({ x, y }));
  const tape = new Tape();
  const given = tape.record(() => f(y));
  expect(given.x).toBe(y);
  expect(tape.nodes).toEqual([]);
});

it('nests', () => {
  const inner = checkpoint((w: Tensor) => exp(sin(w)));
  const outer = checkpoint((w: Tensor) => sum(mul(inner(w), inner(mul(w, 2)))));
  const flat = (w: Tensor) => sum(mul(exp(sin(w)), exp(sin(mul(w, 2)))));
  expect(contentsOf(grad(outer)(w))).toEqual(contentsOf(grad(flat)(w)));
  expect(contentsOf(hvp(outer, w, u))).toEqual(contentsOf(hvp(flat, w, u)));
});

it('may take gradients inside', () => {
  const slope = (w: Tensor) => sum(square(grad((w: Tensor) => sum(exp(w)))(w)));
  expect(contentsOf(grad(checkpoint(slope))(w))).toEqual(contentsOf(grad(slope)(w)));
});

it('a constant inside stays a constant', () => {
  const f = checkpoint((x: Tensor) =>
    sum(
      where(
        greater(x, 0),
        x,
        untracked(() => exp(x)),
      ),
    ),
  );
  const g = (x: Tensor) => sum(where(greater(x, 0), x, 0));
  expect(contentsOf(grad(f)(w))).toEqual(contentsOf(grad(g)(w)));
  expect(() => withGradient(w, () => checkpoint(() => sum(cast(cast(w, 'bool'), 'float64')))())).toThrow(
    /does not depend on 'w'/,
  );
});

it('runs again with other values', () => {
  const tape = new Tape();
  const y = tape.record(() => checkpoint(layer)(x, w));
  expect(contentsOf(replay(tape.nodes, y, new Map([[w, u]])))).toEqual(contentsOf(layer(x, u)));
});

it('counts a tensor that replaces two inputs once', () => {
  const tape = new Tape();
  const [a, b] = [scalar(2, float64), scalar(3, float64)];
  const y = tape.record(() => checkpoint((a: Tensor, b: Tensor) => mul(square(a), b))(a, b));
  const both = scalar(2, float64);
  const node = tape.nodes[0]!;
  const again = new Tape();
  const z = again.record(() => y && nodeAt(node, [both, both]));
  expect(again.gradient(z, both).item()).toBe(12);
  expect(jvp((t: Tensor) => nodeAt(node, [t, t]), both, scalar(1, float64)).tangent.item()).toBe(12);
});

it('may read tens of thousands of tensors', () => {
  const start = scalar(1, float64);
  const f = checkpoint((x: Tensor) => {
    let last = x;
    for (let i = 0; i < 30_000; i++) last = add(last, 1);
    return last;
  });
  const tape = new Tape();
  const y = tape.record(() => f(start));
  expect(tape.nodes[0]!.inputs).toHaveLength(30_001);
  expect(tape.gradient(y, start).item()).toBe(1);
});

it('a parameter that changed in between is an error', () => {
  const p = new Parameter(w, 'p');
  const tape = new Tape();
  const y = tape.record(() => sum(checkpoint(layer)(x, p)));
  p.assign(u);
  expect(() => tape.gradient(y, p)).toThrow(/'p' was changed by assign\(\)/);
});

it('a parameter that changed in between is an error forward too', () => {
  const p = new Parameter(w, 'p');
  const f = (x: Tensor): Tensor => {
    const y = checkpoint(layer)(x, p);
    p.assign(u);
    return y;
  };
  expect(() => jvp(f, x, x)).toThrow(/'p' was changed by assign\(\)/);
});

it('has rules for each input by itself that say the same', () => {
  const [a, b] = [scalar(2, float64), scalar(3, float64)];
  const tape = new Tape();
  tape.record(() => checkpoint((a: Tensor, b: Tensor) => mul(square(a), b))(a, b));
  const [node] = tape.nodes;
  const one = scalar(1, float64);
  expect(node!.vjp.map((pullback) => pullback!(one).item())).toEqual([12, 4]);
  expect(node!.jvp.map((pushforward) => pushforward!(one).item())).toEqual([12, 4]);
});

it('a function that assigns to a parameter it has read is an error', () => {
  const p = new Parameter(w, 'p');
  const f = checkpoint((x: Tensor) => {
    const y = relu(matmul(x, p));
    p.assign(u);
    return y;
  });
  expect(() => new Tape().record(() => f(x))).toThrow(/^checkpoint: the function must not assign/);
});

function nodeAt({ primitive, attrs }: Tape['nodes'][number], inputs: readonly Tensor[]): Tensor {
  return apply(primitive, inputs, attrs);
}
