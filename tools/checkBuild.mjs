// Uses the built packages as a stranger would: by require, by import, and from TypeScript, without the sources.

import { strict as assert } from 'node:assert';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const require = createRequire(import.meta.url);
const entries = ['kernels', 'core', 'ops', 'nn', 'nn/node', 'inspect'];

for (const name of entries) {
  const required = require(`@pullback/${name}`);
  const imported = await import(`@pullback/${name}`);
  const missing = Object.keys(required).filter((key) => imported[key] !== required[key]);
  assert.deepEqual(missing, [], `${name}: what require and import give differs`);
  assert.match(require.resolve(`@pullback/${name}`), /\/dist\/\w+\.js$/);
}

const { Tape, tensor } = await import('@pullback/core');
const { square, sum } = await import('@pullback/ops');
const x = tensor([1, 2, 3]);
const tape = new Tape();
const gradient = tape.gradient(
  tape.record(() => sum(square(x))),
  x,
);
assert.deepEqual(gradient.toArray(), [2, 4, 6]);

const consumer = fileURLToPath(new URL('consumer.ts', import.meta.url));
const options = {
  noEmit: true,
  strict: true,
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  types: [],
};
const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([consumer], options));
const messages = diagnostics.map((diagnostic) => ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
assert.deepEqual(messages, [], 'the built types do not check');

console.log(`built packages: ${entries.length} entries work by require, by import and from TypeScript`);
