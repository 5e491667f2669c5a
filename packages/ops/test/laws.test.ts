// What every op must obey on the way forward. The way back is in gradientLaws.test.ts.

import { allocate, type DType, DTypeError, sizeOf, Tape, Tensor } from '@pullback/core';
import * as ops from '@pullback/ops';
import { as, contentsOf, expectClose, floatsOf } from './support';
import { table } from './table';
import { constant, flowing, type Trial, trials } from './trials';

const DTYPES: readonly DType[] = ['float32', 'float64', 'int32', 'bool'];

function record({ call }: Trial, inputs: readonly Tensor[]) {
  const tape = new Tape();
  return { output: tape.record(() => call(...inputs)), nodes: tape.nodes };
}

test('every exported op has a row in the table, and every row an op', () => {
  const exported = Object.entries(ops).filter(([, value]) => typeof value === 'function');
  expect(Object.keys(table).sort()).toEqual(exported.map(([name]) => name).sort());
});

test('every row has a case', () => {
  const tried = new Set(trials.map(({ op }) => op));
  expect([...tried].sort()).toEqual(Object.keys(table).sort());
});

describe.each(trials)('$title', (trial) => {
  const { call, method, inputs } = trial;

  test('records what it returns', () => {
    const { output, nodes } = record(trial, inputs('float32'));
    expect(nodes.at(-1)!.output).toBe(output);
  });

  test('has as many elements as the shape that each of its primitives promised', () => {
    const { nodes } = record(trial, inputs('float32'));
    for (const { primitive, inputs, attrs, output } of nodes) {
      expect(output.shape).toEqual(primitive.outputShape(inputs, attrs));
      expect(output.data).toHaveLength(sizeOf(output.shape));
    }
  });

  test('is told everything by inputs and plain frozen attrs, and writes every element', () => {
    const { nodes } = record(trial, inputs('float32'));
    for (const { primitive, inputs, attrs, output } of nodes) {
      expect(isFrozen(attrs)).toBe(true);
      const again = new Tensor(allocate(output.dtype, output.size).fill(77), output.shape, output.dtype);
      primitive.kernel(inputs, again, structuredClone(attrs));
      expect(contentsOf(again)).toEqual(contentsOf(output));
    }
  });

  test.each(['float32', 'float64'] as const)(
    'gives the same bits twice and leaves its inputs alone, in %s',
    (dtype) => {
      const given = inputs(dtype);
      const once = call(...given);
      expect(contentsOf(call(...given))).toEqual(contentsOf(once));
      expect(given.map(contentsOf)).toEqual(inputs(dtype).map(contentsOf));
    },
  );

  test('is the same in float32 as in float64, to the precision of float32', () => {
    const single = inputs('float32');
    const double = single.map((x) => (x.dtype === 'float32' ? as('float64', x) : x));
    expectClose(call(...single).data, call(...double).data, { relative: 1e-6, absolute: 1e-6 });
  });

  if (method !== null) {
    test('is the same as a method, and records the same primitives', () => {
      const given = inputs('float32');
      const asFunction = record(trial, given);
      const asMethod = record({ ...trial, call: method }, given);
      expect(contentsOf(asMethod.output)).toEqual(contentsOf(asFunction.output));
      const primitivesOf = ({ nodes }: typeof asMethod) => nodes.map(({ primitive }) => primitive);
      expect(primitivesOf(asMethod)).toEqual(primitivesOf(asFunction));
      expect(asMethod.nodes.map(({ attrs }) => attrs)).toEqual(asFunction.nodes.map(({ attrs }) => attrs));
    });
  }
});

const firsts = trials.filter(({ op }, i) => trials.findIndex((trial) => trial.op === op) === i);

describe.each(firsts)('$op', ({ op, call, inputs, dtypes }) => {
  const inEach = (dtype: DType): Tensor[] => {
    const drawn = inputs('float64');
    const floats = floatsOf(drawn);
    return drawn.map((x) => (floats.length === 0 || floats.includes(x) ? as(dtype, x) : x));
  };

  for (const dtype of DTYPES) {
    const attempt = (): Tensor => call(...inEach(dtype));
    if (dtypes.includes(dtype)) test(`takes ${dtype}`, () => expect(attempt).not.toThrow());
    else {
      test(`refuses ${dtype}, by its own name`, () => {
        expect(attempt).toThrow(DTypeError);
        expect(attempt).toThrow(new RegExp(`^${op}: .*\\b${dtype}\\b`));
      });
    }
  }
});

test('the cases through which cotangents flow have pullbacks, and the constant ones have none', () => {
  const hasPullback = (trial: Trial): boolean =>
    record(trial, trial.inputs('float32')).nodes.some(({ vjp }) => vjp.some((pullback) => pullback !== null));
  expect(flowing.filter((trial) => !hasPullback(trial)).map(({ title }) => title)).toEqual([]);
  expect(constant.filter(hasPullback).map(({ title }) => title)).toEqual([]);
});

function isFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isFrozen);
}
