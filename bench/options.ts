// The command line.

import { Command, InvalidArgumentError, Option } from 'commander';
import type { Pace } from './measure';
import { GROUPS, type Group } from './workloads/workload';

export interface Options extends Pace {
  readonly only: readonly Group[];
  readonly without: readonly string[];
  readonly threads: number | 'all';
  readonly python?: string;
}

/** The options in `args`. Help and mistakes end the program, as is commander's way. */
export function parseOptions(args: readonly string[]): Options {
  const program = new Command()
    .name('npm run bench --')
    .description('Measures this project beside its peers: in one run, taking turns, on the same numbers.')
    .addOption(
      new Option('--only <groups>', `some of ${GROUPS.join(', ')}`).argParser(groups).default(GROUPS, 'all of them'),
    )
    .addOption(
      new Option('--without <contenders>', 'for example tfjs,jax-eager,torch,numpy,pullback-reference')
        .argParser(list)
        .default([], 'none'),
    )
    .option('--rounds <count>', 'samples of each contender', whole, 15)
    .option('--warm-up <seconds>', 'how long each contender runs before', positive, 0.5)
    .option('--sample <seconds>', 'how long a sample should last; at least one step', positive, 0.1)
    .option('--budget <seconds>', 'how long the samples of one contender may take, once it has three', positive, 10)
    .option('--patience <seconds>', 'how long an answer may take', positive, 60)
    .addOption(
      new Option('--threads <count>', 'for what can have several threads; all: as many as it likes')
        .argParser(threads)
        .default(1),
    )
    .option('--python <path>', 'where PyTorch and NumPy are (default: the first python3 that has them)')
    .allowExcessArguments(false);
  program.parse(args, { from: 'user' });
  return program.opts<Options>();
}

function list(text: string): string[] {
  return text.split(',').map((name) => name.trim());
}

function groups(text: string): Group[] {
  return list(text).map((name) => {
    const group = GROUPS.find((each) => each === name);
    if (group === undefined) throw new InvalidArgumentError(`There is no '${name}'; there are ${GROUPS.join(', ')}.`);
    return group;
  });
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('A whole number ≥ 1 is required.');
  return value;
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < Infinity)) throw new InvalidArgumentError('A number > 0 is required.');
  return value;
}

function threads(text: string): number | 'all' {
  return text === 'all' ? text : whole(text);
}
