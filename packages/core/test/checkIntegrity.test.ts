import {
  checkAnomalies,
  checkIntegrity,
  GradientError,
  grad,
  IntegrityError,
  jvp,
  Parameter,
  PullbackError,
  replay,
  Tape,
  type Tensor,
  tensor,
  untracked,
} from '@pullback/core';
import { add, log, mul, relu, reshape, square, sum } from '@pullback/ops';
import { draw, errorOf, messageOf, placeOf } from './support';

const place = (marker: string): string => placeOf(marker, __filename);

/** Writes where nobody may. */
function write(x: Tensor, value = 5): void {
  x.data[0] = value;
}

function squareThenWrite(x: Tensor, target: Tensor): void {
  new Tape().record(() => square(x));
  write(target);
}

const violationIn = (run: () => unknown) => {
  const error = errorOf(() => checkIntegrity(run));
  if (!(error instanceof IntegrityError)) throw error;
  return error.violation;
};

describe('who writes into recorded numbers is found out', () => {
  it('when a pullback is about to read them', () => {
    const x = tensor([1, 2]).named('x');
    const run = () => {
      const tape = new Tape();
      const loss = tape.record(() => {
        const y = square(x).named('y'); // square
        return sum(y);
      });
      x.data[0] = 5;
      return tape.gradient(loss, x);
    };
    expect(messageOf(() => checkIntegrity(run))).toBe(
      `checkIntegrity: recorded numbers must not change, but those of 'x' [2] float32 did.
  recorded   as input 0 of 'y = square(x)'
  called at  ${place('square')}
  noticed    before the pullback of 'y = square(x)'
Compute a new tensor instead; what has to change is a Parameter, and changes by assign().`,
    );
  });

  it('when a pushforward is', () => {
    const x = tensor([1, 2]).named('x');
    const f = (z: Tensor) => {
      const y = relu(z); // relu
      const w = square(y).named('w');
      write(y);
      return w;
    };
    expect(messageOf(() => checkIntegrity(() => jvp(f, x, tensor([1, 1]))))).toBe(
      `checkIntegrity: recorded numbers must not change, but those of [2] float32 did.
  recorded   as the output of 'relu(x)'
  called at  ${place('relu')}
  noticed    before the pushforward of 'relu(x)'
Compute a new tensor instead; what has to change is a Parameter, and changes by assign().`,
    );
  });

  it('when a replay is', () => {
    const [x, w] = [draw([2]).named('x'), draw([2]).named('w')];
    const tape = new Tape();
    const violation = violationIn(() => {
      const y = tape.record(() => mul(x, w));
      write(w);
      return replay(tape.nodes, y, new Map([[x, draw([2])]]));
    });
    expect(violation.tensor).toBe(w);
    expect(violation.node).toBe(tape.nodes[0]);
    expect(violation.noticed).toBe("before the replay of 'mul(x, w)'");
  });

  it('when the next op reads them', () => {
    const x = draw([2]).named('x');
    const violation = violationIn(() =>
      new Tape().record(() => {
        const y = square(x).named('y');
        write(x);
        return add(y, x);
      }),
    );
    expect(violation.tensor).toBe(x);
    expect(violation.noticed).toBe("when 'add(y, x)' read it");
  });

  it('at the end of fn', () => {
    const x = draw([2]);
    const tape = new Tape();
    const violation = violationIn(() => {
      tape.record(() => square(x)); // last
      write(x);
    });
    expect(violation.noticed).toBe('at the end of fn');
    expect(violation.line).toMatch(`${place('last')}:`);
  });

  it('also where the output was written into, on nested tapes, and by a pullback', () => {
    const [outer, inner] = [new Tape(), new Tape()];
    const output = violationIn(() => write(outer.record(() => inner.record(() => square(draw([2]))))));
    expect(output.tensor).toBe(output.node.output);
    const second = violationIn(() => {
      const x = draw([2]);
      const slope = grad((z: Tensor) => sum(mul(square(z), z)));
      outer.record(() => write(slope(x)));
    });
    expect(second.noticed).toBe('at the end of fn');
  });

  it('whatever the dtype', () => {
    for (const dtype of ['float32', 'float64', 'int32', 'bool'] as const) {
      const x = tensor([0, 1, 1, 0, 1], { dtype });
      const run = () => {
        new Tape().record(() => reshape(x, [5, 1]));
        write(x, 1);
      };
      expect(violationIn(run).tensor).toBe(x);
    }
  });

  it('two changes of sign do not undo each other', () => {
    const x = draw([2]);
    const run = () => {
      new Tape().record(() => square(x));
      x.data.forEach((value, i) => {
        x.data[i] = -value;
      });
    };
    expect(violationIn(run).tensor).toBe(x);
  });
});

describe('a parameter', () => {
  it('may be assigned: the check leaves that to its own error', () => {
    const w = new Parameter(draw([2]), 'w');
    const steps = () => {
      for (let i = 0; i < 3; i++) w.assign(mul(w, grad((z: Tensor) => sum(square(z)))(w)));
      return w.version;
    };
    expect(checkIntegrity(steps)).toBe(3);
    const stale = () => {
      const tape = new Tape();
      const loss = tape.record(() => sum(square(w)));
      w.assign(draw([2]));
      tape.gradient(loss, w);
    };
    expect(errorOf(() => checkIntegrity(stale))).toBeInstanceOf(GradientError);
  });

  it('may not be written into', () => {
    const w = new Parameter(draw([2]), 'w');
    expect(violationIn(() => squareThenWrite(w, w)).tensor).toBe(w);
  });

  it('may not be written into after it was assigned and recorded again either', () => {
    const w = new Parameter(draw([2]), 'w');
    const tape = new Tape();
    const violation = violationIn(() =>
      tape.record(() => {
        square(w);
        w.assign(draw([2]));
        relu(w);
        write(w);
      }),
    );
    expect(violation.node).toBe(tape.nodes[1]);
  });
});

describe('what is no violation', () => {
  it('the value is that of fn, and gradients are the same bits as without the check', () => {
    const x = draw([3, 2]);
    const gradient = () => grad((z: Tensor) => sum(mul(square(z), relu(z))))(x);
    expect([...checkIntegrity(gradient).data]).toEqual([...gradient().data]);
    expect(checkIntegrity(() => 'anything')).toBe('anything');
  });

  it('numbers that no tape has recorded, or not yet', () => {
    const x = draw([2]);
    checkIntegrity(() => {
      const gradient = grad((z: Tensor) => sum(square(z)))(x);
      write(gradient);
      write(square(x));
      new Tape().record(() => untracked(() => write(square(x))));
      write(x);
      return new Tape().record(() => square(x));
    });
  });

  it('a neighbor in the memory that tensors share', () => {
    const [x, neighbor] = [draw([20]), draw([20])];
    expect(x.data.buffer).toBe(neighbor.data.buffer);
    checkIntegrity(() => squareThenWrite(x, neighbor));
  });

  it('writing when the check has ended', () => {
    const x = draw([2]);
    const tape = new Tape();
    const loss = checkIntegrity(() => tape.record(() => sum(square(x))));
    write(x);
    expect(tape.gradient(loss, x).data[0]).toBe(10);
  });
});

describe('the check', () => {
  it('leaves an error of fn as it is', () => {
    const mistake = new Error('of the user');
    const x = draw([2]);
    const run = () => {
      squareThenWrite(x, x);
      throw mistake;
    };
    expect(errorOf(() => checkIntegrity(run))).toBe(mistake);
  });

  it('runs beside others', () => {
    const x = draw([2]);
    const both = (fn: () => unknown) => () => checkAnomalies(() => checkIntegrity(fn));
    expect(errorOf(both(() => log(tensor([-1]))))).toMatchObject({ name: 'AnomalyError' });
    expect(errorOf(both(() => squareThenWrite(x, x)))).toBeInstanceOf(IntegrityError);
  });

  it('refuses an asynchronous fn', () => {
    expect(errorOf(() => checkIntegrity(async () => 1))).toStrictEqual(
      new PullbackError('checkIntegrity: fn must be synchronous, got a promise. Await the data first, then check.'),
    );
  });
});
