// The demo, step by step: data, tape, gradients, training.

import { Random } from '@pullback/core';
import { accuracy } from '@pullback/nn';
import { checkGradients } from './check';
import { readCsvDigits } from './csvDigits';
import { batchOf, type Dataset, type Split, split } from './dataset';
import { drawGlyphs, GLYPHS } from './glyphs';
import { initialize, predict, type Weights } from './network';
import { DEFAULT_RATE_PER_SAMPLE, type Options } from './options';
import { printData, printGradients, printLosses, printSection, printTape, printWrong } from './print';
import { train } from './train';
import { wrongDerivations } from './wrongDerivations';

/** Images of each glyph beyond those trained on. */
const HELD_OUT_PER_GLYPH = 40;

/** @throws UserError if the data or the options make no sense. */
export function runDemo(options: Options): void {
  const random = new Random(options.seed);
  const data = loadData(options, random);
  const parts = split(data, options.samples, random);
  printData(data, parts);

  const inputs = parts.training[0]!.pixels.length;
  const weightSeed = random.integer(0, 2 ** 31);
  // The same draws in either dtype: the gradients are checked where the training starts.
  const weights = (dtype: Options['dtype']): Weights =>
    initialize(inputs, options.hidden, data.classes.length, new Random(weightSeed), dtype);
  if (options.wrong) {
    showWrongDerivations(data, parts, weights('float64'));
  } else {
    showGradients(data, parts, weights('float64'));
    showTraining(data, parts, weights(options.dtype), options);
  }
}

function loadData({ data, label, classes, samples }: Options, random: Random): Dataset {
  if (data !== undefined) return readCsvDigits(data, { label, classes });
  return drawGlyphs(Math.ceil(samples / GLYPHS.length) + HELD_OUT_PER_GLYPH, random);
}

function showGradients({ classes }: Dataset, { training }: Split, weights: Weights): void {
  const { tape, report } = checkGradients(batchOf(training, classes.length, 'float64'), weights);
  printTape(tape);
  printGradients(report);
}

function showWrongDerivations({ classes }: Dataset, { training }: Split, weights: Weights): void {
  printSection('Derivations that look right and are wrong');
  const all = wrongDerivations(training, classes.length, weights);
  const reports = all.map((derivation) => {
    const report = derivation.compare();
    printWrong(derivation, report);
    return report;
  });
  const caught = reports.filter((report) => !report.isRight).length;
  console.log(`\n${caught} of ${all.length} wrong derivations caught.`);
}

function showTraining({ classes }: Dataset, { training, heldOut }: Split, weights: Weights, options: Options): void {
  const { dtype, steps, samples } = options;
  const usualRate = DEFAULT_RATE_PER_SAMPLE / samples;
  const learningRate = options.learningRate ?? usualRate;
  const batch = batchOf(training, classes.length, dtype);
  const unseen = batchOf(heldOut, classes.length, dtype);

  printSection(`Training: ${steps} steps of full-batch gradient descent in ${dtype}, l = ${learningRate}`);
  const losses = train(batch, weights, { steps, learningRate, usualRate });
  printLosses(losses);
  const [first, last] = [losses[0]!, losses.at(-1)!];
  const share = (100 * last) / first;
  console.log(
    `\nloss               ${first.toFixed(4)} → ${last.toPrecision(5)} (${share.toPrecision(3)} % of the start)`,
  );
  console.log(`training accuracy  ${percent(accuracy(predict(batch.x, weights), batch.labels))} of ${training.length}`);
  console.log(
    `held-out accuracy  ${percent(accuracy(predict(unseen.x, weights), unseen.labels))} of ${heldOut.length}`,
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
