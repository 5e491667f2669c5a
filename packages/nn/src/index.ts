// Modules, layers, losses, metrics, optimizers and schedules on top of the ops, checkpoints and data.

export { ones, zeros } from '@pullback/core';
export { CheckpointError, type CheckpointFault } from './checkpoints/checkpointError';
export { type Checkpoint, decodeSafetensors, type TensorRecord } from './checkpoints/decodeSafetensors';
export { encodeSafetensors } from './checkpoints/encodeSafetensors';
export { loadInto } from './checkpoints/loadInto';
export type { Metadata } from './checkpoints/parseHeader';
export { partOf } from './checkpoints/parts';
export { restoreTraining, type Training, trainingState } from './checkpoints/trainingState';
export type { Batch, BatchOptions } from './data/batches';
export { DataError, type DataPlace } from './data/dataError';
export { Dataset, type Split, type SplitOptions } from './data/dataset';
export { decodeIdx } from './data/decodeIdx';
export type { Rows } from './data/rows';
export { type FitOptions, type RangeOptions, Scaling, scaleTo, standardise } from './data/scaling';
export { type ConstantOptions, constant } from './initializers/constant';
export { type Fans, fans } from './initializers/fans';
export { gain, type Nonlinearity } from './initializers/gain';
export type { Initializer, InitializerOptions } from './initializers/initializer';
export { type KaimingOptions, kaimingNormal, kaimingUniform } from './initializers/kaiming';
export { type NormalOptions, normal } from './initializers/normal';
export { type OrthogonalOptions, orthogonal } from './initializers/orthogonal';
export { type TruncatedNormalOptions, truncatedNormal } from './initializers/truncatedNormal';
export { type UniformOptions, uniform } from './initializers/uniform';
export { type XavierOptions, xavierNormal, xavierUniform } from './initializers/xavier';
export { ReLU, Sigmoid, SiLU, Tanh } from './layers/activations';
export { BatchNorm, type BatchNormOptions } from './layers/batchNorm';
export { Conv1d, type Conv1dLayerOptions } from './layers/conv1d';
export { Conv2d, type Conv2dLayerOptions } from './layers/conv2d';
export { Dropout, type DropoutOptions } from './layers/dropout';
export { Embedding, type EmbeddingOptions } from './layers/embedding';
export { Flatten } from './layers/flatten';
export { GRUCell } from './layers/gruCell';
export { LayerNorm, type LayerNormOptions } from './layers/layerNorm';
export { Linear, type LinearOptions } from './layers/linear';
export { LSTMCell, type LSTMState } from './layers/lstmCell';
export { MultiHeadSelfAttention, type MultiHeadSelfAttentionOptions } from './layers/multiHeadSelfAttention';
export { AvgPool2d, MaxPool2d } from './layers/pools';
export { PReLU, type PReLUOptions } from './layers/prelu';
export type { RecurrentCellOptions } from './layers/recurrentCell';
export { RNNCell } from './layers/rnnCell';
export { RReLU, type RReLUOptions } from './layers/rrelu';
export { ELU, GELU, LeakyReLU, Softmax } from './layers/settableActivations';
export type { WeightAndBiasOptions, WeightOptions } from './layers/weightAndBias';
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
export { ConfusionMatrix, type ConfusionMatrixOptions, confusionMatrix } from './metrics/confusionMatrix';
export { Buffer } from './modules/buffer';
export { Layer } from './modules/layer';
export { Module, type Submodule } from './modules/module';
export type { Stage } from './modules/sequence';
export { Sequential } from './modules/sequential';
export type {
  ChannelAxis,
  Given,
  LastAxes,
  LastAxis,
  OutputShape,
  RequiredShape,
  ShapeRule,
  Unchanged,
} from './modules/shapeRule';
export { Adadelta, type AdadeltaOptions } from './optimizers/adadelta';
export { Adagrad, type AdagradOptions } from './optimizers/adagrad';
export { Adam, type AdamOptions } from './optimizers/adam';
export { AdamW, type AdamWOptions } from './optimizers/adamW';
export type { AdaptiveMomentsOptions } from './optimizers/adaptiveMoments';
export { type ClipByNormOptions, clipByNorm, globalNorm } from './optimizers/clipByNorm';
export { clipByValue } from './optimizers/clipByValue';
export { type AnyOptimizer, Optimizer, type OptimizerOptions, type Slot } from './optimizers/optimizer';
export { RMSProp, type RMSPropOptions } from './optimizers/rmsProp';
export { SGD, type SGDOptions } from './optimizers/sgd';
export { type CosineDecayOptions, cosineDecay } from './schedules/cosineDecay';
export { type ExponentialDecayOptions, exponentialDecay } from './schedules/exponentialDecay';
export { type LinearWarmUpOptions, linearWarmUp } from './schedules/linearWarmUp';
export { type OneCycleOptions, oneCycle } from './schedules/oneCycle';
export type { Schedule } from './schedules/schedule';
export { type StepDecayOptions, stepDecay } from './schedules/stepDecay';
export type { Callback, StepReport, TrainingRun } from './training/callback';
export { DivergenceError, type DivergencePlace } from './training/divergence';
export type { EarlyStoppingOptions } from './training/earlyStopping';
export { type EvaluateOptions, type Evaluation, evaluate, type Loss, type Metric } from './training/evaluate';
export type { EpochReport } from './training/history';
export { type PredictOptions, predict } from './training/predict';
export { epochLine, printEpochs } from './training/printEpochs';
export { type TrainingResult, train } from './training/train';
export type { TrainOptions } from './training/trainOptions';
