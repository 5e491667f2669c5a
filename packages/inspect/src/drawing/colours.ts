// Boxes have their own ground, on which their text reads; what lies between them reads on white and on black.

/** The colours of a kind of box. */
export interface BoxColours {
  readonly fill: string;
  readonly line: string;
  readonly text: string;
}

export const COLOURS = {
  source: { fill: '#dcefdc', line: '#4f8f4f', text: '#1b1f24' },
  data: { fill: '#e8ebef', line: '#7d8794', text: '#1b1f24' },
  node: { fill: '#e1ecf9', line: '#4d7fb8', text: '#1b1f24' },
  fold: { fill: '#f3eadb', line: '#a1834a', text: '#1b1f24' },
  faint: { fill: '#f4f5f6', line: '#a9afb7', text: '#6a717a' },
  /** Arrows, and what is written beside them: contrast at least 4.5 with white and with black. */
  value: '#71777f',
  cotangent: '#c8501b',
} as const;
