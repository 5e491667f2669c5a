// Losses, metrics, optimizers and learning-rate schedules on top of the ops.

export {
  type BinaryCrossEntropyOptions,
  binaryCrossEntropyWithLogits,
} from './losses/binaryCrossEntropyWithLogits';
export type { ClassesOptions } from './losses/classes';
export { type CrossEntropyOptions, crossEntropy } from './losses/crossEntropy';
export type { ElementwiseLoss } from './losses/elementwiseLoss';
export { type HuberOptions, huber } from './losses/huber';
export { klDivergence, klDivergenceWithLogits } from './losses/klDivergence';
export { meanAbsoluteError } from './losses/meanAbsoluteError';
export { meanSquaredError } from './losses/meanSquaredError';
export { negativeLogLikelihood } from './losses/negativeLogLikelihood';
export type { LossOptions, LossShape, Reduction } from './losses/reduction';
export { sumSquaredError } from './losses/sumSquaredError';
export { accuracy } from './metrics/accuracy';
export { Adadelta, type AdadeltaOptions } from './optimizers/adadelta';
export { Adagrad, type AdagradOptions } from './optimizers/adagrad';
export { Adam, type AdamOptions } from './optimizers/adam';
export { AdamW, type AdamWOptions } from './optimizers/adamW';
export type { AdaptiveMomentsOptions } from './optimizers/adaptiveMoments';
export { type ClipByNormOptions, clipByNorm, globalNorm } from './optimizers/clipByNorm';
export { clipByValue } from './optimizers/clipByValue';
export { Optimizer, type OptimizerOptions, type Slot } from './optimizers/optimizer';
export { RMSProp, type RMSPropOptions } from './optimizers/rmsProp';
export { SGD, type SGDOptions } from './optimizers/sgd';
export { type CosineDecayOptions, cosineDecay } from './schedules/cosineDecay';
export { type ExponentialDecayOptions, exponentialDecay } from './schedules/exponentialDecay';
export { type LinearWarmUpOptions, linearWarmUp } from './schedules/linearWarmUp';
export { type OneCycleOptions, oneCycle } from './schedules/oneCycle';
export type { Schedule } from './schedules/schedule';
export { type StepDecayOptions, stepDecay } from './schedules/stepDecay';
