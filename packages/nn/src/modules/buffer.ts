import { Parameter, type Shape } from '@pullback/core';

/**
 * State of a module that is saved with it but not trained, such as running statistics. It changes as a Parameter does, by
 * `assign`; `parameters()` leaves it out, `buffers()` and `state()` have it.
 */
export class Buffer<S extends Shape = Shape> extends Parameter<S> {}
