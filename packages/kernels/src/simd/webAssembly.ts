// What is used of WebAssembly, whose types come with browsers' alone, and of what a binary gives out.

export interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** Places in the memory are in bytes, counts in elements. See assembly/index.ts. */
export interface Exports {
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
  readonly erf32: Map;
  readonly exp32: Map;
  readonly gelu32: Map;
  readonly geluTanh32: Map;
  readonly log32: Map;
  readonly sigmoid32: Map;
  readonly silu32: Map;
  readonly tanh32: Map;
  readonly logSoftmax32: MapRows;
  readonly logSumExp32: MapRows;
  readonly softmax32: MapRows;
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

interface Engine {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

/** The engine, or undefined where there is none. */
export function webAssembly(): Engine | undefined {
  return (globalThis as { WebAssembly?: Engine }).WebAssembly;
}
