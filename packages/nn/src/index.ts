// Losses, metrics and optimizers on top of the ops.

export { sumSquaredError } from './losses/sumSquaredError';
export { accuracy } from './metrics/accuracy';
export { SGD, type SGDOptions } from './optimizers/sgd';
