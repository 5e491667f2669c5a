// Handwritten digits with a convolutional network: real data from a CSV file, checkpoints, and Ctrl-C.

import { existsSync } from 'node:fs';
import { PullbackError, Random } from '@pullback/core';
import {
  Adam,
  accuracy,
  Conv2d,
  confusionMatrix,
  crossEntropy,
  Dropout,
  Flatten,
  Linear,
  MaxPool2d,
  oneCycle,
  predict,
  ReLU,
  Sequential,
  scaleTo,
  train,
} from '@pullback/nn';
import { loadCheckpoint, progressBar, readCsv, saveTraining, stopOnInterrupt } from '@pullback/nn/node';
import { reshape } from '@pullback/ops';
import { parseOptions } from './options';

async function main(): Promise<void> {
  const { data, label, epochs, seed, checkpoint } = parseOptions(process.argv);
  const random = new Random(seed);

  const { dataset, classes } = readCsv(data, { label });
  const side = Math.sqrt(dataset.inputs.shape[1]);
  const images = dataset.withInputs(reshape(dataset.inputs, [-1, 1, side, side]));
  // The same ones are held out whatever the seed: a training that goes on must not have seen them.
  const split = images.split({ validation: 0.25, random: new Random(0) });
  const scaling = scaleTo(split.training.inputs, { measure: 'all' });
  const training = split.training.withInputs(scaling.apply(split.training.inputs));
  const validation = split.validation.withInputs(scaling.apply(split.validation.inputs));

  const model = new Sequential(
    new Conv2d(1, 16, 3, { padding: 1, random }),
    new ReLU(),
    new MaxPool2d(2),
    new Conv2d(16, 32, 3, { padding: 1, random }),
    new ReLU(),
    new MaxPool2d(2),
    new Flatten(),
    new Dropout(0.3, { random }),
    new Linear(32 * Math.floor(side / 4) ** 2, classes.length, { random }),
  );
  console.log(`${training.size} images to train on, ${validation.size} held out\n`);
  console.log(`${model.summary([32, 1, side, side])}\n`);

  const steps = epochs * Math.ceil(training.size / 32);
  const { stoppedBy } = await train(model, {
    data: training,
    validation,
    loss: crossEntropy,
    metrics: { accuracy },
    optimizer: new Adam(model.parameters(), { learningRate: oneCycle(0.01, { steps }) }),
    epochs,
    batchSize: 32,
    random,
    resume: checkpoint !== undefined && existsSync(checkpoint) ? loadCheckpoint(checkpoint).tensors : undefined,
    callbacks: [progressBar(), stopOnInterrupt(), ...(checkpoint === undefined ? [] : [saveTraining(checkpoint)])],
  });

  const matrix = confusionMatrix(predict(model, validation.inputs), validation.targets, { classes });
  console.log(`\n${matrix}\n`);
  console.log(
    `held out: ${(100 * matrix.accuracy).toFixed(1)} % of ${validation.size} right (stopped by ${stoppedBy})`,
  );
}

main().catch((error: unknown) => {
  // Pullback's own errors explain themselves.
  if (!(error instanceof PullbackError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
});
