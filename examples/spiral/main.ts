// Interleaved spirals, told apart by a small network: no straight lines could.

import { Random, tensor, withGradient } from '@pullback/core';
import { Adam, accuracy, crossEntropy, Dataset, Linear, Sequential, Tanh } from '@pullback/nn';
import { argmax } from '@pullback/ops';
import { drawRegions, gridPlaces, type Point } from './drawRegions';

const SEED = 1;
const CLASSES = 3;
const SAMPLES = 600;
const HIDDEN = 64;
const EPOCHS = 40;
const dtype = 'float64';

// Each spiral winds nearly once around the middle as it goes out from 0.3 to 3; its points lie a little beside it.
const random = new Random(SEED);
const points: Point[] = Array.from({ length: SAMPLES }, (_, i) => {
  const label = i % CLASSES;
  const radius = 0.3 + 2.7 * random.next();
  const angle = 2 * Math.PI * (radius / 3 + label / CLASSES);
  const [dx, dy] = random.normal([2], { deviation: 0.06, dtype }).data;
  return { place: [radius * Math.cos(angle) + dx!, radius * Math.sin(angle) + dy!], label };
});
const inputs = points.map(({ place }) => place);
const labels = points.map(({ label }) => label);
const { training, validation } = Dataset.fromArrays({ inputs, labels }, { dtype }).split({ validation: 1 / 3, random });

const model = new Sequential(
  new Linear(2, HIDDEN, { random, dtype }),
  new Tanh(),
  new Linear(HIDDEN, CLASSES, { random, dtype }),
);
const weights = model.parameters();
const optimizer = new Adam(weights, { learningRate: 0.05 });
console.log(`${model.summary([1, 2])}\n`);

console.log('epoch   loss of its batches   held-out accuracy');
for (let epoch = 1; epoch <= EPOCHS; epoch++) {
  let total = 0;
  for (const { inputs, targets } of training.batches({ size: 32, random })) {
    const { value, gradient } = withGradient(weights, () => crossEntropy(model.forward(inputs), targets));
    optimizer.step(gradient);
    total += value.item() * targets.size;
  }
  if (epoch % 5 > 0 && epoch > 1) continue;
  const right = accuracy(model.forward(validation.inputs), validation.targets);
  console.log(
    `${String(epoch).padStart(5)}   ${(total / training.size).toFixed(3).padStart(19)}   ${(100 * right).toFixed(1).padStart(15)} %`,
  );
}

const classes = argmax(model.forward(tensor(gridPlaces(), { dtype })), -1);
console.log(`\n${drawRegions([...classes.data], points, { regions: ' ·:', marks: 'o+#' })}`);
