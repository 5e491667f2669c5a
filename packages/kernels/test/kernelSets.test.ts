import type * as Package from '@pullback/kernels';

type Kernels = typeof Package;

const { PULLBACK_KERNELS } = process.env;
interface Engine {
  validate: () => boolean;
  Module: new () => object;
  Memory: { prototype: { grow: (pages: number) => number } };
}

const globals = globalThis as unknown as { WebAssembly: Engine };
const engine = globals.WebAssembly;
const { validate, Module } = engine;

/** The package as it loads in this environment. */
function load(environment: { readonly set?: string; readonly isSimdThere?: boolean }): Kernels {
  if (environment.set === undefined) delete process.env.PULLBACK_KERNELS;
  else process.env.PULLBACK_KERNELS = environment.set;
  engine.validate = environment.isSimdThere === false ? () => false : validate;
  let loaded: Kernels | undefined;
  jest.isolateModules(() => {
    loaded = require('@pullback/kernels');
  });
  return loaded!;
}

afterEach(() => {
  Object.assign(globals, { WebAssembly: engine });
  Object.assign(engine, { validate, Module });
  if (PULLBACK_KERNELS === undefined) delete process.env.PULLBACK_KERNELS;
  else process.env.PULLBACK_KERNELS = PULLBACK_KERNELS;
});

it('SIMD is in use where nobody asks for anything else', () => {
  const { kernels, kernelsNote } = load({});
  expect(kernels.name).toMatch(/^simd( \(relaxed\))?$/);
  expect(kernelsNote()).toBeNull();
});

it('PULLBACK_KERNELS chooses the set', () => {
  expect(load({ set: 'reference' }).kernels.name).toBe('reference');
  expect(load({ set: 'simd' }).kernels.name).toMatch(/^simd/);
  expect(load({ set: '' }).kernels.name).toMatch(/^simd/);
});

it('a set that PULLBACK_KERNELS names and that does not exist is an error', () => {
  expect(() => load({ set: 'fast' })).toThrow("PULLBACK_KERNELS: must be one of reference, simd, blas, got 'fast'.");
  expect(() => load({ set: 'toString' })).toThrow('PULLBACK_KERNELS: must be one of');
});

it('a set can be put to use later, and taken back', () => {
  const { kernels, useReference, useSimd } = load({});
  const simd = kernels.matmul;
  useReference();
  expect(kernels.name).toBe('reference');
  expect(kernels.matmul).not.toBe(simd);
  useSimd();
  expect(kernels.matmul).toBe(simd);
});

it('relaxed SIMD, which every V8 since that of Node 20 has, can be left alone', () => {
  const { kernels, useSimd } = load({});
  useSimd({ relaxed: true });
  expect(kernels.name).toBe('simd (relaxed)');
  useSimd({ relaxed: false });
  expect(kernels.name).toBe('simd');
});

describe('where WebAssembly has no SIMD', () => {
  it('the reference is in use, and a note says why', () => {
    const { kernels, kernelsNote } = load({ isSimdThere: false });
    expect(kernels.name).toBe('reference');
    expect(kernelsNote()).toBe('The reference kernels are in use, since the WebAssembly here has no SIMD.');
  });

  it('who asks for SIMD is told why not', () => {
    const why =
      'useSimd: WebAssembly with SIMD is required, but the WebAssembly here has no SIMD. ' +
      'Use the plain loops: useReference().';
    const { kernels, useSimd } = load({ isSimdThere: false });
    expect(useSimd).toThrow(why);
    expect(kernels.name).toBe('reference');
    expect(() => load({ set: 'simd', isSimdThere: false })).toThrow(why);
  });

  it('who asks for the reference gets it without a note', () => {
    expect(load({ set: 'reference', isSimdThere: false }).kernelsNote()).toBeNull();
  });
});

it('an engine that refuses to compile leaves the reference in use', () => {
  engine.Module = class {
    constructor() {
      throw new RangeError('too large to compile here');
    }
  };
  expect(load({}).kernelsNote()).toContain('refuses to start the kernels here (too large to compile here)');
});

it('an engine without WebAssembly leaves the reference in use', () => {
  Object.assign(globals, { WebAssembly: undefined });
  expect(load({}).kernelsNote()).toBe('The reference kernels are in use, since there is no WebAssembly here.');
});

it('where the memory cannot grow, plain loops do the work', () => {
  const grow = jest.spyOn(engine.Memory.prototype, 'grow').mockImplementation(() => {
    throw new RangeError('no more pages');
  });
  try {
    const { kernels } = load({});
    const tenths = { shape: [1000, 1000], data: new Float32Array(1_000_000).fill(0.1) };
    const output = { shape: [1000, 1], data: new Float32Array(1000) };
    kernels.matmul(tenths, { shape: [1000, 1], data: tenths.data.subarray(0, 1000) }, output, {
      transposeA: false,
      transposeB: false,
    });
    kernels.relu(tenths, tenths);
    expect(grow).toHaveBeenCalledTimes(2);
    // Rounded once, as the reference does.
    expect(output.data[999]).toBe(Math.fround(1000 * Math.fround(0.1) ** 2));
  } finally {
    grow.mockRestore();
  }
});
