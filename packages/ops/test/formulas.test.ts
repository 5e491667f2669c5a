// Every op on a tape can be described: its rules as formulas, what they keep and cost.

import { Tape } from '@pullback/core';
import { describe as describeTape } from '@pullback/inspect';
import { floatsOf } from './support';
import { flowing } from './trials';

it.each(flowing.map((trial) => [trial.title, trial] as const))('%s', (_, { call, inputs }) => {
  const given = inputs('float64');
  const tape = new Tape();
  tape.record(() => call(...given.map((x, i) => x.named(`x${i}`))));
  const description = describeTape(tape);
  const pullbacks = description.nodes.flatMap((node) => node.pullbacks);
  // Numbers among the inputs are named here, and so have cotangents too.
  const sources = new Set(pullbacks.map(({ input }) => input));
  for (const x of floatsOf(given)) expect(sources).toContain(x.name);
  for (const { formula, flop } of pullbacks) {
    expect(formula).toMatch(/^.+ = .+/);
    expect(formula).not.toMatch(/[{}]|undefined|\[object|pullback of (?!prod|maxPool2d)/);
    expect(flop).toBeGreaterThanOrEqual(0);
  }
  for (const line of String(description).split('\n')) {
    expect([...line].filter((character) => character !== '\u0304').length).toBeLessThanOrEqual(100);
  }
});
