// What needs Node: its file system, inflate, signals and terminal, and its Buffer, on which csv-parse is built. The main entry loads in
// browsers too.

export { loadCheckpoint } from './checkpoints/loadCheckpoint';
export { saveCheckpoint } from './checkpoints/saveCheckpoint';
export type { CsvColumn } from './data/csvColumns';
export { type CsvDataset, type CsvOptions, fromCsv, readCsv } from './data/fromCsv';
export { fromIdx, type IdxOptions, readIdx } from './data/fromIdx';
export { progressBar } from './training/progressBar';
export { type SaveTrainingOptions, saveTraining } from './training/saveTraining';
export { stopOnInterrupt } from './training/stopOnInterrupt';
