// Losses, metrics and optimizers on top of the ops, checkpoints and data.

export { CheckpointError, type CheckpointFault } from './checkpoints/checkpointError';
export { type Checkpoint, decodeSafetensors, type TensorRecord } from './checkpoints/decodeSafetensors';
export { encodeSafetensors } from './checkpoints/encodeSafetensors';
export { loadInto } from './checkpoints/loadInto';
export type { Metadata } from './checkpoints/parseHeader';
export { packTrainingState, type TrainingState, unpackTrainingState } from './checkpoints/trainingState';
export type { Batch, BatchOptions } from './data/batches';
export { DataError, type DataPlace } from './data/dataError';
export { Dataset, type Split, type SplitOptions } from './data/dataset';
export { decodeIdx } from './data/decodeIdx';
export type { Rows } from './data/rows';
export { type FitOptions, type RangeOptions, Scaling, scaleTo, standardise } from './data/scaling';
export { sumSquaredError } from './losses/sumSquaredError';
export { accuracy } from './metrics/accuracy';
export { SGD, type SGDOptions } from './optimizers/sgd';
