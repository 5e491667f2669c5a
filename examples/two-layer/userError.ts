/** A mistake in what the user gave: one clear line is all they need to see. */
export class UserError extends Error {}
