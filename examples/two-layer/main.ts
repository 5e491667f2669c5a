// The main job: build the two-layer network on a tape, check its gradients three ways, and train it.

import { PullbackError } from '@pullback/core';
import { runDemo } from './demo';
import { parseOptions } from './options';
import { UserError } from './userError';

try {
  const options = parseOptions(process.argv.slice(2));
  if (options !== undefined) runDemo(options);
} catch (error) {
  // Pullback's own errors explain themselves, for example sizes that do not fit in memory.
  if (!(error instanceof UserError || error instanceof PullbackError)) throw error;
  console.error(`two-layer: ${error.message}`);
  process.exitCode = 2;
}
