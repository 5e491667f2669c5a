import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Parameter, Random, withGradient } from '@pullback/core';
import {
  accuracy,
  decodeSafetensors,
  encodeSafetensors,
  restoreTraining,
  SGD,
  scaleTo,
  sumSquaredError,
  trainingState,
} from '@pullback/nn';
import { readCsv } from '@pullback/nn/node';
import { add, matmul, mul, oneHot, relu } from '@pullback/ops';

const DIGITS = join(resolve(__dirname, '../../..'), '../shared/data/optdigits.csv');
const whenPresent = existsSync(DIGITS) ? it : it.skip;

whenPresent('mini-batches of real digits are learned, where ../shared/data/optdigits.csv is there', () => {
  const random = new Random(1);
  const { dataset, classes } = readCsv(DIGITS, { label: 'digit' });
  expect(classes).toEqual([...'0123456789']);
  const { training, validation } = dataset.split({ validation: 0.25, random });
  const scaling = scaleTo(training.inputs, { measure: 'all' });
  const draw = (rows: number, columns: number) => new Parameter(mul(random.normal([rows, columns]), 0.1));
  const model = { W1: draw(64, 40), W2: draw(40, 10), b: new Parameter(random.normal([10])) };
  const predict = (x: typeof dataset.inputs) =>
    add(matmul(relu(matmul(scaling.apply(x), model.W1)), model.W2), model.b);
  const optimizer = new SGD(model, { learningRate: 0.003 });
  for (let epoch = 0; epoch < 10; epoch++) {
    for (const { inputs, targets } of training.batches({ size: 32, random })) {
      const y = oneHot(targets, 10);
      optimizer.step(withGradient(model, () => sumSquaredError(predict(inputs), y)).gradient);
    }
  }
  const before = predict(validation.inputs);
  expect(accuracy(before, validation.targets)).toBeGreaterThan(0.9);

  const file = encodeSafetensors(trainingState({ model, generators: { random } }));
  const next = random.next();
  for (const weights of Object.values<Parameter>(model)) weights.assign(mul(weights, 0));
  restoreTraining({ model, generators: { random } }, decodeSafetensors(file).tensors);
  expect(predict(validation.inputs).data).toEqual(before.data);
  expect(random.next()).toBe(next);
});
