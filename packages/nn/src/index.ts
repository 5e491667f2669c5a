// Losses, metrics and optimizers on top of the ops, checkpoints and data.

export { CheckpointError, type CheckpointFault } from './checkpoints/checkpointError';
export { type Checkpoint, decodeSafetensors, type TensorRecord } from './checkpoints/decodeSafetensors';
export { encodeSafetensors } from './checkpoints/encodeSafetensors';
export { loadInto } from './checkpoints/loadInto';
export type { Metadata } from './checkpoints/parseHeader';
export { packTrainingState, type TrainingState, unpackTrainingState } from './checkpoints/trainingState';
export { sumSquaredError } from './losses/sumSquaredError';
export { accuracy } from './metrics/accuracy';
export { SGD, type SGDOptions } from './optimizers/sgd';
