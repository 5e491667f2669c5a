import { checkFolder } from '../checkpoints/fileError';
import { saveCheckpoint } from '../checkpoints/saveCheckpoint';
import { checkCount } from '../hyperparameters';
import type { Callback } from './callback';

export interface SaveTrainingOptions {
  /** After how many epochs, each time; 1 if not given. */
  readonly every?: number;
}

/**
 * A callback that saves all that training would go on from, `run.state()`, as a checkpoint: after epochs, and when training is
 * stopped, in the midst of an epoch too. What failed is not saved: the file is then that of before.
 *
 * To go on: `train(model, { …, resume: loadCheckpoint(path).tensors })`. The model alone, as it was last:
 * `partOf(tensors, 'model')`; with early stopping, as it was at its best: `partOf(tensors, 'best.model')`.
 * @throws CheckpointError if the file cannot be written, which is tried at the start too.
 * @throws PullbackError unless `every` is a whole number ≥ 1.
 */
export function saveTraining(path: string, { every = 1 }: SaveTrainingOptions = {}): Callback {
  checkCount('saveTraining', 'every', every);
  let savedAt: number;
  return {
    onStart() {
      savedAt = -1;
      checkFolder('saveTraining', path);
    },
    onEpoch(run, { epoch }) {
      if (epoch % every !== 0) return;
      saveCheckpoint(path, run.state());
      savedAt = run.optimizer.steps;
    },
    onEnd(run, failure) {
      if (failure === undefined && savedAt !== run.optimizer.steps) saveCheckpoint(path, run.state());
    },
  };
}
