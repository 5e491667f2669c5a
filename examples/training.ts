import { Random, tensor } from '@pullback/core';
import {
  Adam,
  accuracy,
  crossEntropy,
  Dataset,
  Linear,
  loadInto,
  predict,
  ReLU,
  Sequential,
  train,
} from '@pullback/nn';
import { loadCheckpoint, saveCheckpoint } from '@pullback/nn/node';
import { argmax } from '@pullback/ops';

// Points, and whether they lie on a ring.
const random = new Random(1);
const dtype = 'float64';
const points = random.uniform([800, 2], { low: -1, high: 1, dtype });
const labels = points.toArray().map(([x, y]) => (Math.abs(Math.hypot(x!, y!) - 0.6) < 0.2 ? 1 : 0));
const data = new Dataset(points, tensor(labels, { dtype: 'int32' }));
const { training, validation } = data.split({ validation: 0.25, random });

const makeModel = () =>
  new Sequential(
    new Linear(2, 32, { random, dtype }),
    new ReLU(),
    new Linear(32, 32, { random, dtype }),
    new ReLU(),
    new Linear(32, 2, { random, dtype }),
  );
const model = makeModel();
console.log(`${model.summary([1, 2])}\n`);

train(model, {
  data: training,
  validation,
  loss: crossEntropy,
  metrics: { accuracy },
  optimizer: new Adam(model.parameters(), { learningRate: 0.01 }),
  epochs: 100,
  batchSize: 32,
  random,
  earlyStopping: { patience: 5 },
}).then(({ history, stoppedBy, best }) => {
  const { loss, metrics } = best!.validation!;
  console.log(`${history.length} epochs, stopped by ${stoppedBy}; the best was ${best!.epoch}:`);
  console.log(`validation loss ${loss.toFixed(3)}, accuracy ${metrics.accuracy!.toFixed(3)}`);

  saveCheckpoint('ring.safetensors', model.state());
  const reloaded = makeModel();
  loadInto(reloaded.state(), loadCheckpoint('ring.safetensors').tensors);
  const places = tensor(
    [
      [0, 0],
      [0.6, 0],
      [0, -0.6],
      [1, 1],
    ],
    { dtype },
  );
  console.log(`reloaded, at (0, 0), (0.6, 0), (0, -0.6), (1, 1): ${argmax(predict(reloaded, places), 1).toArray()}`);
});
