// The command line.

import { Command } from 'commander';

export interface Options {
  readonly data: string;
  readonly label: string;
  readonly epochs: number;
  readonly seed: number;
  readonly checkpoint?: string;
}

export function parseOptions(argv: readonly string[]): Options {
  return new Command()
    .name('npm run example digits --')
    .description('Trains a convolutional network on square images, one a line, and tells how well it reads others.')
    .requiredOption('--data <file.csv>', 'the images: a header line, then pixels and label')
    .option('--label <column>', 'the column of the label', 'digit')
    .option('--epochs <count>', 'how often all images are seen', Number, 20)
    .option('--seed <number>', 'same seed, same numbers, bit for bit', Number, 1)
    .option('--checkpoint <file>', 'save here after each epoch and on Ctrl-C, and go on from here if it is there')
    .parse(argv)
    .opts<Options>();
}
