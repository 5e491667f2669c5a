// The main job: build the two-layer network on a tape, check its gradients three ways, and train it.

import { runDemo } from './demo';
import { parseOptions } from './options';
import { UserError } from './userError';

try {
  const options = parseOptions(process.argv.slice(2));
  if (options !== undefined) runDemo(options);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(`two-layer: ${error.message}`);
  process.exitCode = 2;
}
