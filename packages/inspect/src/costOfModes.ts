import {
  describe as describeValue,
  flopOf,
  GradientError,
  jvp,
  onesLike,
  Tape,
  Tensor,
  textTable,
  vjp,
} from '@pullback/core';
import { describe } from './describe';
import { requireFunction } from './requireArguments';
import { measure, quantity } from './style';

/** What one mode takes. */
export interface ModeCost {
  /** How many passes the whole Jacobian takes: forward one for each input, reverse one for each output. */
  readonly passes: number;
  /** Floating-point operations of one pass, beyond those of the value. */
  readonly flop: number;
  /** What has to be kept from the way forward, in bytes. */
  readonly keptBytes: number;
}

/** Forward mode beside reverse mode, on one function. */
export interface CostOfModes {
  /** Numbers that go in, and come out. */
  readonly inputs: number;
  readonly outputs: number;
  /** Floating-point operations of the value alone. */
  readonly flop: number;
  readonly forward: ModeCost;
  readonly reverse: ModeCost;
  /** Which takes fewer operations for the whole Jacobian. */
  readonly cheaper: 'forward' | 'reverse' | 'neither';
  /** A table. */
  toString(): string;
}

/**
 * What forward mode and reverse mode take on the same function: counted on tapes of one pass of each, not estimated. A forward pass keeps
 * nothing for later; a reverse pass needs what the pullbacks read. An op that does not tell what it takes, as that of a customVjp, counts
 * for nothing.
 *
 * Shapes: one tensor to one tensor.
 * @throws GradientError unless `f` gives a tensor of a float dtype.
 */
export function costOfModes(f: (x: Tensor) => Tensor, primal: Tensor): CostOfModes {
  requireFunction('costOfModes', 'f', f);
  const alone = new Tape();
  const value: unknown = alone.record(() => f(primal));
  if (!(value instanceof Tensor)) {
    throw new GradientError(`costOfModes: f must give a tensor, got ${describeValue(value)}.`);
  }
  const flop = flopOn(alone);
  const pushing = new Tape();
  pushing.record(() => jvp(f, primal, onesLike(primal)));
  const pulling = new Tape();
  pulling.record(() => vjp(f, primal).pullback(onesLike(value)));
  const { keptBytes } = describe(alone, { sources: primal, target: value }).totals;
  const forward = { passes: primal.size, flop: flopOn(pushing) - flop, keptBytes: 0 };
  const reverse = { passes: value.size, flop: flopOn(pulling) - flop, keptBytes };
  const [ahead, back] = [forward, reverse].map((mode) => mode.passes * mode.flop) as [number, number];
  const cheaper = ahead === back ? 'neither' : ahead < back ? 'forward' : 'reverse';
  const cost = { inputs: primal.size, outputs: value.size, flop, forward, reverse, cheaper } as const;
  return Object.defineProperty({ ...cost }, 'toString', { value: () => tableOf(cost) });
}

function flopOn({ nodes }: Tape): number {
  return nodes.reduce((total, node) => total + (flopOf(node) ?? 0), 0);
}

function tableOf({ inputs, outputs, flop, forward, reverse, cheaper }: Omit<CostOfModes, 'toString'>): string {
  const row = (name: string, { passes, flop, keptBytes }: ModeCost): string[] => [
    name,
    quantity(passes),
    quantity(flop),
    quantity(passes * flop),
    measure(keptBytes, 'B'),
  ];
  const rows = [
    ['', 'passes', 'flop a pass', 'flop in all', 'kept'],
    ['value', '1', quantity(flop), quantity(flop), ''],
    row('forward mode', forward),
    row('reverse mode', reverse),
  ];
  const lines = textTable(rows, [1, 2, 3, 4]);
  const verdict = cheaper === 'neither' ? 'both modes take the same' : `${cheaper} mode takes less`;
  return [`${quantity(inputs)} in, ${quantity(outputs)} out`, ...lines, `For the whole Jacobian ${verdict}.`].join(
    '\n',
  );
}
