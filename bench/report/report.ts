// All that a run found out, as it is written to a file of JSON.

import type { Measurement, Pace } from '../measure';
import type { Machine } from './machine';

export interface Participant {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly notes: string;
}

export interface Absent {
  readonly title: string;
  readonly reason: string;
}

export interface Report {
  readonly machine: Machine;
  readonly threads: number | 'all';
  readonly pace: Pace;
  /** The one that all others are compared with: this project, with the kernels that it comes with. */
  readonly base: string;
  readonly participants: readonly Participant[];
  readonly absent: readonly Absent[];
  readonly measurements: readonly Measurement[];
}

export function titleOf({ participants }: Report, id: string): string {
  return participants.find((each) => each.id === id)?.title ?? id;
}
