import { type Parameter, PullbackError, type Random, type Tensor } from '@pullback/core';
import { copyOf } from '../copyOf';
import { differencesOf } from '../differences';
import { Module } from '../modules/module';
import type { AnyOptimizer } from '../optimizers/optimizer';
import type { TensorRecord } from './decodeSafetensors';
import { packGenerator, unpackGenerator } from './generators';
import { checkDifferences, fixedAmong, loadInto } from './loadInto';
import { joinParts, partOf } from './parts';

/** All that changes in training. */
export interface Training {
  /** A module, with its parameters, buffers and generators; or parameters by name. */
  readonly model: Module | Readonly<Record<string, Parameter>>;
  readonly optimizer?: AnyOptimizer | undefined;
  /** What is drawn from beside the model's own generators, such as that of the batches. */
  readonly generators?: Readonly<Record<string, Random>> | undefined;
}

/**
 * Copies of all that the next steps depend on, as one record of tensors: `model.` before the names of the model's, `optimizer.`
 * before those of the optimizer's state, `random.` before those of generators. Saved by `saveCheckpoint`, and put back by
 * `restoreTraining`, it lets training go on with the same bits as if it had never stopped.
 * @throws PullbackError if two generators have one name.
 */
export function trainingState({ model, optimizer, generators }: Training): TensorRecord {
  return joinParts({
    model: mapRecord(tensorsOf(model), copyOf),
    optimizer: optimizer?.state() ?? {},
    random: mapRecord(allGenerators({ model, generators }), (random) => packGenerator(random.getState())),
  });
}

/**
 * Puts back what `trainingState` gave, or a file held: all of it, or nothing.
 * @throws CheckpointError listing every difference in names, shapes and dtypes, or if a generator can have no such state.
 * @throws PullbackError if the optimizer can have no such state.
 */
export function restoreTraining(training: Training, tensors: TensorRecord): void {
  const { model, optimizer } = training;
  const differences = [
    ...fixedAmong(tensorsOf(model)),
    ...differencesOf(trainingState(training), tensors, 'is not part of it'),
  ];
  checkDifferences('restoreTraining', 'the tensors must be those of this model, optimizer and generators', differences);
  const states = Object.entries(partOf(tensors, 'random')).map(
    ([name, state]) => [name, unpackGenerator('restoreTraining', name, state)] as const,
  );
  // What can still refuse comes first.
  optimizer?.restore(partOf(tensors, 'optimizer'));
  const generators = allGenerators(training);
  for (const [name, state] of states) generators[name]!.setState(state);
  loadInto(tensorsOf(model), partOf(tensors, 'model'));
}

function tensorsOf(model: Training['model']): Readonly<Record<string, Parameter>> {
  return model instanceof Module ? model.state() : model;
}

/**
 * `model.` before the names of the model's.
 * @throws PullbackError if another has such a name.
 */
function allGenerators({ model, generators = {} }: Training): Readonly<Record<string, Random>> {
  const paths = model instanceof Module ? Object.entries(model.generators()) : [];
  const own = Object.fromEntries(paths.map(([path, random]) => [`model.${path}`, random]));
  const twice = Object.keys(generators).find((name) => Object.hasOwn(own, name));
  if (twice === undefined) return { ...own, ...generators };
  throw new PullbackError(`trainingState: the model has a generator '${twice}' too. Give the other another name.`);
}

function mapRecord<T>(record: Readonly<Record<string, T>>, fn: (value: T) => Tensor): TensorRecord {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, fn(value)]));
}
