// Where in the user's own code something was called: the first frame of the stack that is not Pullback's.

/** How far up the user's code may be: walks nest, and frames of the engine come first. */
const FRAMES = 100;

/** Remembers who calls, at little cost: the stack is made into text only when a line is asked for. */
export function captureStack(): Error {
  // Known to V8; elsewhere stacks are whole anyway.
  const stacks = Error as ErrorConstructor & { stackTraceLimit?: number | undefined };
  const before = stacks.stackTraceLimit;
  stacks.stackTraceLimit = FRAMES;
  const caller = new Error();
  stacks.stackTraceLimit = before;
  return caller;
}

/** `/home/ada/train.ts:12:20`, the place in the user's code; undefined where the stack shows none. */
export function userLine({ stack = '' }: Error): string | undefined {
  const places = stack.split('\n').flatMap(placeIn);
  // The first frame is `captureStack` itself, which tells where the packages lie.
  const root = places[0]?.file.match(/^(.*[\\/])core[\\/](?:src|dist)[\\/]userLine\.[jt]s$/)?.[1];
  const place = places.find(({ file }) => !isInternal(file) && !isOwn(file, root));
  return place && `${place.file}:${place.position}`;
}

interface Place {
  readonly file: string;
  /** Line and column. */
  readonly position: string;
}

/** The place in a line such as `    at step (/home/ada/train.ts:12:20)`; none in one without a file. */
function placeIn(frame: string): Place[] {
  const place = frame.endsWith(')') ? frame.match(/ \((.*)\)$/)?.[1] : frame.match(/^\s*at (?:async )?(.*)$/)?.[1];
  const parts = place?.match(/^(file:\/\/(?:\/(?=[A-Za-z]:))?)?(.*):(\d+:\d+)$/);
  if (!parts) return [];
  const [, scheme, path, position] = parts;
  return [{ file: scheme === undefined ? path! : decodeURI(path!), position: position! }];
}

function isInternal(file: string): boolean {
  return file.startsWith('node:');
}

/** Whether a file is one of a package's sources or of what is built from them; its tests are a user's code. */
function isOwn(file: string, root: string | undefined): boolean {
  if (/[\\/]node_modules[\\/]@pullback[\\/]/.test(file)) return true;
  return root !== undefined && file.startsWith(root) && /^\w+[\\/](?:src|dist)[\\/]/.test(file.slice(root.length));
}
