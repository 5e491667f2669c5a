// The differentiable operations, as functions and as methods of tensors.

import './methods';

export * from './ops';
