import { kernels } from '@pullback/kernels';
import { broadcastElementAt, indicesOf, type Shape, unwritten, vector, wholeNumbers } from './support';

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;

const rules = {
  add: (a: number, b: number) => a + b,
  sub: (a: number, b: number) => a - b,
  mul: (a: number, b: number) => a * b,
  div: (a: number, b: number) => a / b,
  gate: (a: number, b: number) => (b > 0 ? a : 0),
  maximum: (a: number, b: number) => Math.max(a, b),
  prelu: (a: number, b: number) => (a > 0 ? a : b * a),
  minimum: (a: number, b: number) => Math.min(a, b),
};

const shapes: readonly [Shape, Shape, Shape][] = [
  [[], [], []],
  [[5], [5], [5]],
  [[2, 3], [], [2, 3]],
  [
    [2, 3],
    [1, 1, 1],
    [1, 2, 3],
  ],
  [[2, 3], [3], [2, 3]],
  [
    [2, 3],
    [2, 1],
    [2, 3],
  ],
  [
    [4, 1],
    [1, 5],
    [4, 5],
  ],
  [[4, 1], [5], [4, 5]],
  [
    [2, 1, 4],
    [3, 1],
    [2, 3, 4],
  ],
  [
    [2, 3, 4],
    [1, 3, 1],
    [2, 3, 4],
  ],
  [
    [3, 1, 2],
    [4, 1, 5, 1],
    [4, 3, 5, 2],
  ],
  [[0], [1], [0]],
  [
    [2, 0],
    [2, 1],
    [2, 0],
  ],
];

describe.each(Object.entries(rules))('%s', (name, rule) => {
  it.each(shapes)('%j with %j gives %j, in either order', (aShape, bShape, outputShape) => {
    const kernel = kernels[name as keyof typeof rules];
    const [a, b] = [wholeNumbers(...aShape), wholeNumbers(...bShape)];
    for (const [x, y] of [
      [a, b],
      [b, a],
    ] as const) {
      const output = unwritten(...outputShape);
      kernel(x, y, output);
      const expected = indicesOf(outputShape).map((at) => rule(broadcastElementAt(x, at), broadcastElementAt(y, at)));
      expect([...output.data]).toEqual(expected);
    }
  });
});

it('a closed gate gives an exact 0, whatever it holds back; an open one lets everything through', () => {
  const closed = unwritten(4);
  for (const by of [0, -0, -1, -infinity, nan]) {
    kernels.gate(vector(nan, infinity, -infinity, -7), vector(by, by, by, by), closed);
    expect([...closed.data]).toEqual([0, 0, 0, 0]);
  }
  const open = unwritten(4);
  kernels.gate(vector(nan, infinity, -infinity, -7), vector(1e-300, infinity, 1, 2), open);
  expect([...open.data]).toEqual([nan, infinity, -infinity, -7]);
});

it('division by 0 follows IEEE', () => {
  const output = unwritten(4);
  kernels.div(vector(1, -1, 0, 1), vector(0, 0, 0, -0), output);
  expect([...output.data]).toEqual([infinity, -infinity, nan, -infinity]);
});

it('whole numbers stay whole', () => {
  const output = { shape: [2, 2], data: new Int32Array(4) };
  const a = { shape: [2, 1], data: Int32Array.of(5, -7) };
  kernels.mul(a, { shape: [2], data: Int32Array.of(2, 3) }, output);
  expect([...output.data]).toEqual([10, 15, -14, -21]);
});
