import type { Callback, TrainingRun } from './callback';

/**
 * A callback by which Ctrl-C ends training after the step that is under way, as `stoppedBy: 'interrupt'`: what follows `train`
 * then runs as ever. A second Ctrl-C ends the program at once.
 */
export function stopOnInterrupt(): Callback {
  const listeners = new Map<TrainingRun, () => void>();
  return {
    onStart(run) {
      const stop = (): void => run.stop('interrupt');
      listeners.set(run, stop);
      process.once('SIGINT', stop);
    },
    onEnd(run) {
      process.removeListener('SIGINT', listeners.get(run)!);
      listeners.delete(run);
    },
  };
}
