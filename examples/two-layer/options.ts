// The command line.

import type { DType } from '@pullback/core';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { UserError } from './userError';

export interface Options {
  readonly data?: string;
  readonly label?: string;
  readonly classes?: readonly string[];
  readonly samples: number;
  readonly hidden: number;
  readonly steps: number;
  readonly learningRate?: number;
  readonly seed: number;
  readonly dtype: DType;
  readonly wrong?: boolean;
}

/** Of samples, or hidden units: more would keep anyone waiting. */
const MOST = 100_000;

/** The learning rate, times the number of training samples, if none is given: the loss is a sum over them. */
export const DEFAULT_RATE_PER_SAMPLE = 0.08;

/**
 * The options in `args`; undefined if help was asked for, and printed.
 * @throws UserError for unknown options and values that make no sense.
 */
export function parseOptions(args: readonly string[]): Options | undefined {
  const program = new Command()
    .name('npm run demo --')
    .description('Trains a two-layer network by full-batch gradient descent, after checking its gradients three ways.')
    .option('--data <file.csv>', 'images to train on: a header line, one image a line (default: drawn glyphs)')
    .option('--label <column>', 'with --data: the column of the label (default: the last)')
    .addOption(
      new Option('--classes <labels>', 'with --data: the labels to use (default: the first eight)').argParser(labels),
    )
    .option('--samples <count>', 'images to train on; the others are held out', whole(1, MOST), 64)
    .option('--hidden <units>', 'hidden units', whole(1, MOST), 100)
    .option('--steps <count>', 'steps of gradient descent', whole(1), 1000)
    .option('--learning-rate <l>', `step size (default: ${DEFAULT_RATE_PER_SAMPLE} / samples)`, positive)
    .option('--seed <number>', 'same seed, same numbers, bit for bit', whole(0, 2 ** 32 - 1), 1)
    .addOption(
      new Option('--dtype <dtype>', 'numbers to train with').choices(['float32', 'float64']).default('float32'),
    )
    .option('--wrong', 'instead of training, run derivations that look right and are wrong')
    .allowExcessArguments(false)
    .configureOutput({ writeErr: () => undefined, outputError: () => undefined })
    .exitOverride();
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.helpDisplayed') return undefined;
    throw new UserError(`${oneLine(error.message)} See --help.`);
  }
  const options = program.opts<Options>();
  for (const name of ['label', 'classes'] as const) {
    if (options[name] !== undefined && options.data === undefined)
      throw new UserError(`--${name} needs --data. See --help.`);
  }
  return options;
}

function whole(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  const range = most === Number.MAX_SAFE_INTEGER ? `≥ ${least}` : `from ${least} to ${most}`;
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isInteger(value) || value < least || value > most) {
      throw new InvalidArgumentError(`A whole number ${range} is required.`);
    }
    return value;
  };
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0) || value === Infinity) throw new InvalidArgumentError('A number > 0 is required.');
  return value;
}

function labels(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('Labels separated by commas are required.');
  if (new Set(names).size < names.length) throw new InvalidArgumentError('Each label may be named once.');
  return names;
}

/** Commander's messages: without their prefix, and suggestions on the same line. */
function oneLine(message: string): string {
  const text = message.replace(/^error: /, '').replace(/\n/g, ' ');
  return /[.)?]$/.test(text) ? text : `${text}.`;
}
