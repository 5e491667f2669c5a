import { isFloat } from './dtype';
import { AnomalyError } from './errors';
import { formatAnomaly } from './formatAnomaly';
import { type Observer, observe, type Reading } from './observing';
import type { TapeNode } from './tapeNode';
import type { Tensor } from './tensor';
import { captureStack, userLine } from './userLine';

export interface AnomalyOptions {
  /** Lets infinities pass, so that only NaN is an anomaly: for code that means them, as a mask of `-∞` before a softmax. */
  readonly allow?: 'infinity';
}

/**
 * Runs `fn` and returns its value, but stops at the first op whose output holds a NaN or an infinity, whether the op runs
 * forward, in a pullback or pushforward, untracked or on no tape at all. For debugging: each output is read once more.
 *
 * An op that reads a bad value and gives a finite output, as `isNan` does, is no anomaly. A branch that `where` does not
 * take is one, if it was computed.
 * @throws AnomalyError naming the op, its inputs, and the line of the user's code that called it.
 * @throws PullbackError if `fn` is asynchronous.
 */
export function checkAnomalies<T>(fn: () => T, { allow }: AnomalyOptions = {}): T {
  return observe('checkAnomalies', new AnomalyCheck(allow === 'infinity'), fn);
}

class AnomalyCheck implements Observer {
  /** Who called the ops that were seen so far. */
  private readonly callers = new WeakMap<TapeNode, Error>();

  constructor(private readonly allowsInfinity: boolean) {}

  applied(node: TapeNode, reading: Reading | undefined): void {
    const caller = captureStack();
    // What a rule computes is on account of the op that it belongs to.
    const origin = reading === undefined ? caller : this.callers.get(reading.node);
    if (origin !== undefined) this.callers.set(node, origin);
    const isBad = this.allowsInfinity ? Number.isNaN : isNotFinite;
    const first = firstBad(node.output, isBad);
    if (first < 0) return;
    const anomaly = {
      node,
      reading,
      position: first,
      line: origin && userLine(origin),
      readerLine: reading && userLine(caller),
    };
    throw new AnomalyError(formatAnomaly(anomaly, isBad), anomaly);
  }

  reads(): void {}
}

function isNotFinite(value: number): boolean {
  return !Number.isFinite(value);
}

/** The position of the first bad element, -1 if there is none. */
function firstBad({ dtype, data }: Tensor, isBad: (value: number) => boolean): number {
  if (!isFloat(dtype)) return -1;
  for (let i = 0; i < data.length; i++) if (isBad(data[i]!)) return i;
  return -1;
}
