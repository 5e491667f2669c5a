import { GradientError } from './errors';
import { formatApplication } from './formatNode';
import { isObserved, observedRules } from './observing';
import type { Primitive, Pullback, Pushforward } from './primitive';
import { Tensor } from './tensor';

/** One application of a primitive: the data that was used and made, and the pullbacks that follow from it. */
export class TapeNode {
  /** Each input's version when the node was recorded; null if none of them can change. */
  private readonly versions: readonly number[] | null;
  private pullbacks: readonly (Pullback | null)[] | undefined;

  constructor(
    readonly primitive: Primitive,
    readonly inputs: readonly Tensor[],
    readonly attrs: unknown,
    readonly output: Tensor,
  ) {
    this.versions = versionsOf(inputs);
  }

  /** One pullback for each input, null where there is none. Those that read a value changed since then throw. */
  get vjp(): readonly (Pullback | null)[] {
    return isObserved() ? observedRules(this, 'pullback', () => this.makePullbacks()) : this.makePullbacks();
  }

  private makePullbacks(): readonly (Pullback | null)[] {
    const { primitive, inputs, output, attrs } = this;
    if (primitive.vjp === undefined) return inputs.map(() => null);
    if (this.isStale()) return primitive.vjp(this.inputsAsRecorded, output, attrs);
    this.pullbacks ??= primitive.vjp(inputs, output, attrs);
    return this.pullbacks;
  }

  /**
   * One pushforward for each input, null where there is none.
   * @throws GradientError if the primitive has pullbacks, but no forward rule.
   */
  get jvp(): readonly (Pushforward | null)[] {
    return isObserved() ? observedRules(this, 'pushforward', () => this.makePushforwards()) : this.makePushforwards();
  }

  private makePushforwards(): readonly (Pushforward | null)[] {
    const { primitive, inputs, output, attrs } = this;
    if (primitive.jvp !== undefined) return primitive.jvp(this.inputsAsRecorded, output, attrs);
    if (primitive.vjp === undefined) return inputs.map(() => null);
    throw new GradientError(`jvp: '${primitive.name}' has no pushforward. Use vjp, or give the primitive one.`);
  }

  /**
   * The cotangent of each wanted input on which the output depends differentiably, null for the others. An input is wanted
   * where something stands in `waiting`.
   */
  pullBack(cotangent: Tensor, waiting: readonly unknown[]): readonly (Tensor | null)[] {
    const { primitive, attrs, output } = this;
    const pullbacks = this.vjp;
    if (primitive.together !== undefined) {
      const wanted = pullbacks.map((pullback, i) => pullback !== null && waiting[i] !== undefined);
      return primitive.together.pullBack(this.inputsAsRecorded, output, attrs, cotangent, wanted);
    }
    const contributions = new Array<Tensor | null>(pullbacks.length);
    for (let i = 0; i < pullbacks.length; i++) {
      const pullback = pullbacks[i];
      contributions[i] = pullback && waiting[i] !== undefined ? pullback(cotangent) : null;
    }
    return contributions;
  }

  /** Whether an input was changed by `assign()` since the node was recorded. */
  isStale(): boolean {
    const { versions, inputs } = this;
    if (versions === null) return false;
    for (let i = 0; i < versions.length; i++) if (versions[i] !== inputs[i]!.version) return true;
    return false;
  }

  /** The inputs, with a stand-in that cannot be read for each one that has changed since. */
  get inputsAsRecorded(): readonly Tensor[] {
    if (!this.isStale()) return this.inputs;
    return this.inputs.map((input, i) =>
      input.version === this.versions?.[i] ? input : unreadable(input, () => this.changed(input)),
    );
  }

  private changed(input: Tensor): GradientError {
    return new GradientError(
      `gradient: '${input.name ?? 'a parameter'}' was changed by assign() after ` +
        `'${formatApplication(this)}' was recorded. Take gradients before updating.`,
    );
  }
}

function versionsOf(inputs: readonly Tensor[]): readonly number[] | null {
  for (let i = 0; i < inputs.length; i++) {
    if (inputs[i]!.version >= 0) return inputs.map((input) => input.version);
  }
  return null;
}

/** A tensor like `original` whose numbers cannot be read: its shape is still right, its value is not. */
function unreadable({ data, shape, dtype, name }: Tensor, error: () => Error): Tensor {
  const standIn = new Tensor(data, shape, dtype);
  if (name !== undefined) standIn.named(name);
  return Object.defineProperty(standIn, 'data', {
    get() {
      throw error();
    },
  });
}
