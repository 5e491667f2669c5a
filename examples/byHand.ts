import { existsSync } from 'node:fs';
import { Random, tensor, withGradient } from '@pullback/core';
import { Adam, accuracy, crossEntropy, Dataset, Linear, restoreTraining, trainingState } from '@pullback/nn';
import { loadCheckpoint, saveCheckpoint } from '@pullback/nn/node';

// Points, and on which side of a line they are.
const random = new Random(1);
const points = random.normal([300, 2]);
const labels = points.toArray().map(([x, y]) => (x! + y! > 0.5 ? 1 : 0));
const data = new Dataset(points, tensor(labels, { dtype: 'int32' }));
const { training, validation } = data.split({ validation: 0.2, random });

const model = new Linear(2, 2, { random });
const optimizer = new Adam(model.parameters(), { learningRate: 0.05 });

// A program that is started again goes on where it was.
const path = 'line.safetensors';
const all = { model, optimizer, generators: { random } };
if (existsSync(path)) restoreTraining(all, loadCheckpoint(path).tensors);

for (let epoch = 1; epoch <= 5; epoch++) {
  model.train();
  for (const { inputs, targets } of training.batches({ size: 32, random })) {
    const loss = () => crossEntropy(model.forward(inputs), targets);
    const { gradient } = withGradient(optimizer.parameters, loss);
    optimizer.step(gradient);
  }
  model.eval();
  const right = accuracy(model.forward(validation.inputs), validation.targets);
  console.log(`after ${optimizer.steps} steps: accuracy ${right.toFixed(2)}`);
  saveCheckpoint(path, trainingState(all));
}
