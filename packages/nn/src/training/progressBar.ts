import { SingleBar } from 'cli-progress';
import type { Callback } from './callback';
import { epochLine } from './printEpochs';

/**
 * A callback that draws a bar of each epoch at the bottom of the terminal, on the error stream, and leaves a line for each epoch
 * that is over. Where there is no terminal it draws nothing, and the lines go to the standard output all the same.
 */
export function progressBar(): Callback {
  const bar = new SingleBar({
    format: '{epoch}  {bar}  {value}/{total}  loss {loss}  {eta_formatted} left',
    barsize: 30,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    hideCursor: true,
    etaBuffer: 50,
  });
  return {
    onStep({ epochs }, { epoch, batch, batches, loss }) {
      const values = { epoch: `epoch ${epoch}/${epochs}`, loss: loss.toPrecision(4) };
      if (bar.isActive) bar.update(batch, values);
      else bar.start(batches, batch, values);
    },
    onEpoch({ epochs }, report) {
      bar.stop();
      console.log(epochLine(report, epochs));
    },
    onEnd() {
      bar.stop();
    },
  };
}
