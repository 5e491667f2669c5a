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
 * To go on: `train(model, { …, resume: loadCheckpoint(path).tensors })`. The model alone: `partOf(tensors, 'model')`.
 * @throws CheckpointError if the file cannot be written.
 * @throws PullbackError unless `every` is a whole number ≥ 1.
 */
export function saveTraining(path: string, { every = 1 }: SaveTrainingOptions = {}): Callback {
  checkCount('saveTraining', 'every', every);
  let savedAt = -1;
  return {
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
