// What is used of WebAssembly, whose types come with browsers' alone, and of what a binary gives out.

export interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

type Unary = 'neg' | 'relu' | 'sqrt' | 'square';
type FloatUnary = 'erf' | 'exp' | 'gelu' | 'geluTanh' | 'log' | 'sigmoid' | 'silu' | 'tanh';
type Binary = 'add' | 'chain' | 'div' | 'gate' | 'mul' | 'sub';
type Softmax = 'logSoftmax' | 'logSumExp' | 'softmax';

/** Places in the memory are in bytes, counts in elements. See assembly/index.ts. */
export interface Exports
  extends Readonly<Record<`${Unary}${32 | 64}` | `${FloatUnary}32`, Map>>,
    Readonly<Record<`${Binary}${32 | 64}`, MapPairs>>,
    Readonly<Record<`${Softmax}32`, MapRows>>,
    Readonly<Record<`combineRows${32 | 64}`, CombineRows>>,
    Readonly<Record<`dotRows${32 | 64}`, DotRows>>,
    Readonly<Record<`maxPool${32 | 64}`, (x: number, out: number, geometry: number) => void>>,
    Readonly<Record<`sumAtMaxima${32 | 64}`, SumAtMaxima>>,
    Readonly<Record<`spreadToMaxima${32 | 64}`, SpreadToMaxima>>,
    Readonly<Record<'addScaled32' | 'addScaled64', AddScaled>>,
    Readonly<Record<'sumOfRows32' | 'sumOfColumns32', Sum>> {
  readonly memory: Memory;
  readonly heapStart: { readonly value: number };
  readonly workspaceBytes: { readonly value: number };
  readonly multiply32: Multiply;
  readonly multiply64: Multiply;
  readonly unfold32: MoveWindows;
  readonly unfold64: MoveWindows;
  readonly fold32: MoveWindows;
  readonly fold64: MoveWindows;
  readonly areFinite32: Question;
  readonly areFinite64: Question;
}

export type Map = (x: number, out: number, count: number) => void;

export type MapRows = (x: number, out: number, rows: number, count: number, workspace: number) => void;

export type MoveWindows = (x: number, columns: number, geometry: number) => void;

/** A truth, as a number. */
export type Question = (x: number, count: number) => number;

export type Multiply = (
  a: number,
  aRow: number,
  aInner: number,
  b: number,
  bInner: number,
  bColumn: number,
  out: number,
  rows: number,
  inner: number,
  columns: number,
  isAdded: boolean,
  workspace: number,
) => void;

export interface Engine {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

/** The engine, or undefined where there is none. */
export function webAssembly(): Engine | undefined {
  return (globalThis as { WebAssembly?: Engine }).WebAssembly;
}

export type MapPairs = (
  a: number,
  aRow: number,
  isStretchedA: boolean,
  b: number,
  bRow: number,
  isStretchedB: boolean,
  out: number,
  rows: number,
  count: number,
) => void;

export type CombineRows = (
  a: number,
  aRow: number,
  aInner: number,
  b: number,
  out: number,
  rows: number,
  inner: number,
  columns: number,
  isAdded: boolean,
  sums: number,
) => void;

export type DotRows = (
  a: number,
  b: number,
  out: number,
  outRow: number,
  rows: number,
  inner: number,
  columns: number,
) => void;

export type SumAtMaxima = (x: number, maxima: number, values: number, out: number, geometry: number) => void;

export type SpreadToMaxima = (
  x: number,
  maxima: number,
  values: number,
  out: number,
  sums: number,
  geometry: number,
) => void;

export type AddScaled = (a: number, b: number, out: number, count: number, scale: number) => void;

export type Sum = (x: number, out: number, rows: number, columns: number, divisor: number) => void;
