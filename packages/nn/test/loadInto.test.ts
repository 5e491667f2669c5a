import { Parameter, type Tensor, tensor, zeros } from '@pullback/core';
import { CheckpointError, decodeSafetensors, encodeSafetensors, loadInto } from '@pullback/nn';
import { errorOf, untyped } from './support';

const model = () => ({
  weight: new Parameter(zeros([2, 3])),
  bias: new Parameter(zeros([3], { dtype: 'float64' })),
});

it('gives each parameter the tensor of its name, as assign does', () => {
  const parameters = model();
  const before = parameters.weight.version;
  const tensors = {
    bias: tensor(Float64Array.of(1, 2, 3)),
    weight: tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]),
  };
  loadInto(parameters, decodeSafetensors(encodeSafetensors(tensors)).tensors);
  expect(parameters.weight.toArray()).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(parameters.bias.toArray()).toEqual([1, 2, 3]);
  expect(parameters.weight.version).toBe(before + 1);
});

it('names every difference, and changes nothing', () => {
  const parameters = { ...model(), scale: new Parameter(zeros([])), fine: new Parameter(zeros([1])) };
  const tensors: Record<string, Tensor> = {
    fine: tensor([9]),
    weight: zeros([3, 2]),
    bias: zeros([3]),
    mean: zeros([3]),
  };
  const differences = [
    '"weight" must be [2, 3] float32, got [3, 2] float32',
    '"bias" must be [3] float64, got [3] float32',
    '"scale" is missing',
    '"mean" is not a parameter of the model',
  ];
  const error = errorOf(() => loadInto(parameters, tensors));
  expect(error).toStrictEqual(
    new CheckpointError(
      'loadInto',
      `the tensors must be those of the model; nothing was loaded:\n  ${differences.join('\n  ')}`,
      { differences },
    ),
  );
  expect(error).toMatchObject({ differences });
  expect([parameters.fine.toArray(), parameters.fine.version]).toEqual([[0], 0]);
});

it('looks at names that are there only: no parameter is taken from what every record has', () => {
  expect(errorOf(() => loadInto({ toString: new Parameter(tensor(1)) }, {}))).toMatchObject({
    differences: ['"toString" is missing'],
  });
  expect(errorOf(() => loadInto({}, { toString: tensor(1) }))).toMatchObject({
    differences: ['"toString" is not a parameter of the model'],
  });
});

it('names what is no Parameter, and what is no tensor', () => {
  const parameters = { a: untyped<Parameter>(tensor([1])), b: new Parameter(tensor([1])) };
  expect(errorOf(() => loadInto(parameters, { a: tensor([2]), b: untyped<Tensor>([2]) }))).toMatchObject({
    differences: [
      '"a" must be a Parameter, which can change, got a tensor [1]',
      '"b" must be [1] float32, got an array of 1',
    ],
  });
});

it('takes parameters for tensors too, as they were before', () => {
  const [a, b] = [new Parameter(tensor([1])), new Parameter(tensor([2]))];
  loadInto({ a, b }, { a: b, b: a });
  expect([a.toArray(), b.toArray()]).toEqual([[2], [1]]);
});

it('loads nothing into nothing', () => {
  expect(() => loadInto({}, decodeSafetensors(encodeSafetensors({})).tensors)).not.toThrow();
});
