import { checkFunction } from './checkFunction';
import { checksum } from './checksum';
import { IntegrityError, type Violation } from './errors';
import { formatApplication } from './formatNode';
import { formatReading } from './formatReading';
import { type Observer, observe, type Reading } from './observing';
import { isRecording } from './recording';
import { formatShape } from './shape';
import type { TapeNode } from './tapeNode';
import type { Tensor } from './tensor';
import { captureStack, userLine } from './userLine';

/**
 * Runs `fn` and returns its value, but throws if somebody writes into the numbers of a tensor after a tape has recorded
 * it, as `x.data[0] = 5` does: the walk back would compute with other numbers than the op did. What `assign()` changes
 * may change. For debugging: numbers are read again whenever an op or a walk reads them, and at the end of `fn`, until
 * which all that was recorded is kept.
 * @throws IntegrityError naming the tensor, the op that recorded it, and the line of the user's code that called the op.
 * @throws PullbackError if `fn` is asynchronous.
 */
export function checkIntegrity<T>(fn: () => T): T {
  checkFunction('checkIntegrity', fn);
  const check = new IntegrityCheck();
  return observe('checkIntegrity', check, () => {
    const result = fn();
    check.verifyAll();
    return result;
  });
}

/** What is known of a tensor since it was recorded first, or first since it was assigned. */
interface Seal {
  readonly checksum: number;
  readonly version: number;
  readonly node: TapeNode;
  readonly caller: Error;
}

class IntegrityCheck implements Observer {
  private readonly seals = new Map<Tensor, Seal>();

  applied(node: TapeNode): void {
    if (!isRecording()) return;
    const caller = captureStack();
    for (const input of node.inputs) {
      this.verify(input, () => `when '${formatApplication(node)}' read it`);
      this.seal(input, node, caller);
    }
    this.seal(node.output, node, caller);
  }

  reads(reading: Reading): void {
    const { inputs, output } = reading.node;
    for (const tensor of [...inputs, output]) this.verify(tensor, () => `before ${formatReading(reading)}`);
  }

  verifyAll(): void {
    for (const tensor of this.seals.keys()) this.verify(tensor, () => 'at the end of fn');
  }

  private seal(tensor: Tensor, node: TapeNode, caller: Error): void {
    const { version, data } = tensor;
    if (this.seals.get(tensor)?.version === version) return;
    this.seals.set(tensor, { checksum: checksum(data), version, node, caller });
  }

  /** @throws IntegrityError if the tensor holds other numbers than when it was sealed. */
  private verify(tensor: Tensor, noticed: () => string): void {
    const seal = this.seals.get(tensor);
    if (seal === undefined || seal.version !== tensor.version || seal.checksum === checksum(tensor.data)) return;
    const violation = { tensor, node: seal.node, line: userLine(seal.caller), noticed: noticed() };
    throw new IntegrityError(formatViolation(violation), violation);
  }
}

function formatViolation({ tensor, node, line, noticed }: Violation): string {
  const { name, shape, dtype } = tensor;
  const which = `${name === undefined ? '' : `'${name}' `}${formatShape(shape)} ${dtype}`;
  const application = `'${formatApplication(node)}'`;
  const role = tensor === node.output ? 'the output' : `input ${node.inputs.indexOf(tensor)}`;
  return [
    `checkIntegrity: recorded numbers must not change, but those of ${which} did.`,
    `  recorded   as ${role} of ${application}`,
    `  called at  ${line ?? 'an unknown line'}`,
    `  noticed    ${noticed}`,
    'Compute a new tensor instead; what has to change is a Parameter, and changes by assign().',
  ].join('\n');
}
