// The kinds of work that contenders are measured at.

/** Steps of gradient descent, or a part of each, on `Σ (relu(x W1) W2 - y)²`. */
export interface NetworkWorkload {
  readonly kind: 'network';
  readonly samples: number;
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
  readonly learningRate: number;
  /** `forward`: the loss, recorded where it can be; `gradient`: forward and backward; `step`: and the update. */
  readonly part: 'forward' | 'gradient' | 'step';
}

/** A matrix product. The value is a checksum of the result. */
export interface ProductWorkload {
  readonly kind: 'product';
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
}

/** Steps of gradient descent on the mean cross entropy of `softmax(x W)`. */
export interface ClassifierWorkload {
  readonly kind: 'classifier';
  readonly samples: number;
  readonly features: number;
  readonly classes: number;
  readonly learningRate: number;
}

/** Steps of gradient descent on a network of two 3×3 convolutions, each with relu and 2×2 maxima, and a dense layer. */
export interface ConvolutionWorkload {
  readonly kind: 'convolution';
  readonly samples: number;
  /** Height and width, a multiple of 4. */
  readonly size: number;
  readonly channels: readonly [number, number, number];
  readonly classes: number;
  readonly learningRate: number;
}

/** Steps of gradient descent on x in `Σ z²`, where z is x after `links` times `· a`, `+ b` in turns. */
export interface ChainWorkload {
  readonly kind: 'chain';
  readonly links: number;
  readonly size: number;
  readonly learningRate: number;
}

/** What a tape of so many nodes keeps: the value is bytes a node. Not timed. */
export interface MemoryWorkload {
  readonly kind: 'memory';
  readonly nodes: number;
  readonly size: number;
}

export type Work =
  | NetworkWorkload
  | ProductWorkload
  | ClassifierWorkload
  | ConvolutionWorkload
  | ChainWorkload
  | MemoryWorkload;

export type Kind = Work['kind'];
export type WorkOf<K extends Kind> = Extract<Work, { kind: K }>;

export const GROUPS = ['networks', 'products', 'classifier', 'convolution', 'chain', 'backward', 'memory'] as const;
export type Group = (typeof GROUPS)[number];

export interface Workload {
  readonly name: string;
  readonly group: Group;
  readonly work: Work;
}
