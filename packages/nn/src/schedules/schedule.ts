/** A learning rate as a function of the number of steps taken before: 0 at the first. It depends on nothing else. */
export type Schedule = (step: number) => number;
