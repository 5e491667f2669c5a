import type { Callback } from './callback';

/**
 * A callback by which Ctrl-C ends training after the step that is under way, as `stoppedBy: 'interrupt'`: what follows `train`
 * then runs as ever. A second Ctrl-C ends the program at once.
 */
export function stopOnInterrupt(): Callback {
  let remove = (): void => undefined;
  return {
    onStart(run) {
      const stop = (): void => run.stop('interrupt');
      process.once('SIGINT', stop);
      remove = () => void process.removeListener('SIGINT', stop);
    },
    onEnd: () => remove(),
  };
}
