import { checkAnomalies, grad, type Tensor, tensor } from '@pullback/core';
import { sqrt, sum } from '@pullback/ops';
import { userLine } from '../src/userLine';
import { errorOf, placeOf } from './support';

/** The line found in a stack of these frames, the first of which is where this file's function lies. */
const lineIn = (...frames: string[]): string | undefined =>
  userLine(Object.assign(new Error(), { stack: ['Error', ...frames.map((frame) => `    at ${frame}`)].join('\n') }));

it('the first frame outside of the sources is the line, and a test is outside', () => {
  const sources = [
    'captureStack (/home/ada/pullback/packages/core/src/userLine.ts:11:18)',
    'apply (/home/ada/pullback/packages/core/src/apply.ts:22:3)',
    '/home/ada/pullback/packages/ops/src/elementwise/log.ts:20:46',
  ];
  const test = 'Object.<anonymous> (/home/ada/pullback/packages/ops/test/log.test.ts:3:9)';
  expect(lineIn(...sources, test)).toBe('/home/ada/pullback/packages/ops/test/log.test.ts:3:9');
  expect(lineIn(...sources, 'f (/home/ada/other/core/src/model.ts:1:2)')).toBe('/home/ada/other/core/src/model.ts:1:2');
  expect(lineIn(...sources)).toBeUndefined();
});

it('built and installed packages are passed over, wherever each is installed', () => {
  const built = [
    'captureStack (C:\\ada\\packages\\core\\dist\\userLine.js:11:18)',
    'log (C:\\ada\\packages\\ops\\dist\\elementwise\\log.js:20:46)',
  ];
  expect(lineIn(...built, 'step (C:\\ada\\train.js:12:20)')).toBe('C:\\ada\\train.js:12:20');
  const installed = [
    'captureStack (/app/node_modules/.pnpm/core@1/node_modules/@pullback/core/dist/userLine.js:11:18)',
    'log (/app/node_modules/.pnpm/ops@1/node_modules/@pullback/ops/dist/elementwise/log.js:20:46)',
  ];
  expect(lineIn(...installed, 'new Model (/app/model.js:5:6)')).toBe('/app/model.js:5:6');
});

it('frames of Node, and frames without a file, are passed over', () => {
  const own = 'captureStack (/app/node_modules/@pullback/core/dist/userLine.js:11:18)';
  const others = ['process.processImmediate (node:internal/timers:491:21)', 'Array.map (<anonymous>)', 'native'];
  expect(lineIn(own, ...others, 'async train (/app/train.js:7:8)')).toBe('/app/train.js:7:8');
});

it('addresses become paths, and brackets in a path stay', () => {
  const own = 'captureStack (/app/node_modules/@pullback/core/dist/userLine.js:11:18)';
  expect(lineIn(own, 'file:///home/ada/my%20(old)%20models/train.mjs:1:2')).toBe(
    '/home/ada/my (old) models/train.mjs:1:2',
  );
  expect(lineIn(own, 'f (file:///C:/ada/train.mjs:1:2)')).toBe('C:/ada/train.mjs:1:2');
  expect(lineIn(own, 'Model.f [as g] (/home/ada/my (old) models/train.js:1:2)')).toBe(
    '/home/ada/my (old) models/train.js:1:2',
  );
});

it('the line is found however deep the walks are nested, and the limit of stacks is left as it was', () => {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 7;
  try {
    const slope = grad((x: Tensor) => sum(sqrt(x)));
    const bend = grad((x: Tensor) => sum(slope(x))); // slope
    const error = errorOf(() => checkAnomalies(() => bend(tensor([0]))));
    expect(error).toMatchObject({ anomaly: { readerLine: expect.stringContaining(placeOf('slope', __filename)) } });
    expect(Error.stackTraceLimit).toBe(7);
  } finally {
    Error.stackTraceLimit = before;
  }
});
