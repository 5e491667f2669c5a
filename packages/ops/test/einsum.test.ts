import { Random, type Shape, Tape, type Tensor, tensor, zeros } from '@pullback/core';
import { einsum } from '@pullback/ops';
import { counting, dynamic, expectClose, expectTensor, failureOf, pullBack } from './support';

function normals(shapes: readonly Shape[]): Tensor[] {
  const random = new Random(3);
  return shapes.map((shape) => random.normal(shape, { dtype: 'float64' }));
}

/** Plain loops over every index of every letter. An axis of size 1 is repeated, as those of `...` are. */
function plainEinsum(expression: string, tensors: readonly Tensor[]): { shape: number[]; data: number[] } {
  const [left, output] = expression.split('->') as [string, string];
  const terms = left.split(',');
  const letters = [...new Set([...output, ...left.replaceAll(',', '')])];
  const sizesOfLetter = (letter: string): number[] =>
    terms.flatMap((term, i) => [...term].flatMap((own, axis) => (own === letter ? [tensors[i]!.shape[axis]!] : [])));
  const sizes = letters.map((letter) => sizesOfLetter(letter).find((size) => size !== 1) ?? 1);
  const shape = sizes.slice(0, output.length);
  const data = new Array<number>(shape.reduce((a, b) => a * b, 1)).fill(0);
  const count = sizes.reduce((a, b) => a * b, 1);
  for (let at = 0; at < count; at++) {
    const index = new Map<string, number>();
    let rest = at;
    for (let i = letters.length - 1; i >= 0; i--) {
      index.set(letters[i]!, rest % sizes[i]!);
      rest = Math.floor(rest / sizes[i]!);
    }
    const positionIn = (term: string, shape: Shape): number =>
      [...term].reduce((position, letter, axis) => position * shape[axis]! + (index.get(letter)! % shape[axis]!), 0);
    const term = tensors.reduce((product, { shape, data }, i) => product * data[positionIn(terms[i]!, shape)]!, 1);
    data[positionIn(output, shape)]! += term;
  }
  return { shape, data };
}

/** Each letter has another size: 2, 3, … in order of appearance. */
function shapesOf(expression: string): Shape[] {
  const [left] = expression.split('->') as [string];
  const letters = [...new Set(left.replaceAll(',', ''))];
  return left.split(',').map((term) => [...term].map((letter) => 2 + letters.indexOf(letter)));
}

function expectAsPlainLoops(expression: string, shapes: readonly Shape[], spelledOut: string): void {
  const tensors = normals(shapes);
  const { shape, data } = plainEinsum(spelledOut, tensors);
  const y = einsum(expression, ...tensors);
  expect(y.shape).toEqual(shape);
  expectClose(y.data, data, { relative: 1e-12, absolute: 1e-12 });
}

describe('einsum is what plain loops give:', () => {
  const spelledOut = `
    -> ij->ij ij->ji ij-> ij->j abc->ca abcd->dbca
    ii->i ii-> iii->i iiii-> iji->ij ijij->ji iikjj->k
    i,i-> i,i->i i,j->ij i,j->ji i,j-> ,-> ,ij->ji ij,->ij
    ij,jk->ik ij,jk->ki ji,jk->ik ij,kj->ik ji,kj->ik ij,j->i i,ij->j ij,kl->jk iij,jk->ik aA,Ab->ab
    ij,ij-> ij,ji-> ij,ji->ij ij,ij->j
    bij,bjk->bik bij,bkj->bik ibj,jkb->kbi bhtd,bhsd->bhts
    abc,cbd->ad abc,bcd->ad abcd,befc->adef ab,bcd->acd abi,cbj->baicj
    ij,jk,kl->il ij,kl,jk->il i,j,k->kij ij,ik,il->jkl ai,bi,ci,i->abc bn,anm,bm->ba i,,i->`;

  test.each(spelledOut.trim().split(/\s+/))('%s', (expression) => {
    expectAsPlainLoops(expression, shapesOf(expression), expression);
  });

  test.each([
    ['', '->'],
    ['ba', 'ba->ab'],
    ['aB', 'aB->Ba'],
    ['ii', 'ii->'],
    ['ij,', 'ij,->ij'],
    ['ij,jk', 'ij,jk->ik'],
    ['kj,ji', 'kj,ji->ik'],
    [' i j , j k -> i k ', 'ij,jk->ik'],
    ['...->...', 'ab->ab'],
    ['...', 'ab->ab'],
    ['...ij->...ji', 'abij->abji'],
    ['i...->...', 'iab->ab'],
    ['i...j->j...i', 'iabj->jabi'],
    ['...ii->...i', 'aii->ai'],
    ['...ij->ij', 'ij->ij'],
    ['ij->...j', 'ij->j'],
    ['...ij,...jk', 'aij,ajk->aik'],
    ['b...a,a...', 'bxa,ax->xb'],
    ['...ij,jk->...ik', 'abij,jk->abik'],
    ['i...,i->...', 'ia,i->a'],
  ])('%j is %s', (expression, spelledOut) => {
    expectAsPlainLoops(expression, shapesOf(spelledOut), spelledOut);
  });

  test.each([
    {
      shapes: [
        [6, 1, 2, 3],
        [5, 3, 4],
      ],
      expression: '...ij,...jk->...ik',
      spelledOut: 'abij,bjk->abik',
    },
    {
      shapes: [
        [1, 2, 3],
        [5, 1, 3, 4],
      ],
      expression: '...ij,...jk->...ik',
      spelledOut: 'bij,abjk->abik',
    },
    {
      shapes: [
        [2, 1, 3],
        [1, 4, 3],
      ],
      expression: '...i,...i->i...',
      spelledOut: 'abi,abi->iab',
    },
    { shapes: [[4, 1], [3]], expression: '...,...->...', spelledOut: 'ab,b->ab' },
    {
      shapes: [
        [1, 3],
        [4, 1],
        [4, 3],
      ],
      expression: '...,...,...->...',
      spelledOut: 'ab,ab,ab->ab',
    },
    {
      shapes: [
        [1, 2],
        [1, 2],
      ],
      expression: '...i,...i',
      spelledOut: 'ai,ai->a',
    },
  ])('$expression of $shapes, whose axes broadcast', ({ shapes, expression, spelledOut }) => {
    expectAsPlainLoops(expression, shapes, spelledOut);
  });

  test.each([
    { shapes: [[1, 1]], expression: 'ii->i' },
    {
      shapes: [
        [1, 1],
        [1, 1],
      ],
      expression: 'ij,jk->ik',
    },
  ])('$expression of $shapes', ({ shapes, expression }) => expectAsPlainLoops(expression, shapes, expression));

  test('where there is nothing to add, zeros', () => {
    expectTensor(einsum('ij,jk->ik', zeros([2, 0]), zeros([0, 1])), [2, 1], [0, 0]);
    expectTensor(einsum('ij,jk->ik', zeros([0, 3]), zeros([3, 4])), [0, 4], []);
    expectTensor(einsum('ii->i', zeros([0, 0])), [0], []);
    expectTensor(einsum('ii->', zeros([0, 0])), [], [0]);
  });
});

describe('einsum is made of', () => {
  const namesOf = (expression: string): string[] => {
    const tape = new Tape();
    tape.record(() => einsum(expression, ...normals(shapesOf(expression))));
    return tape.nodes.map(({ primitive }) => primitive.name);
  };

  test.each(['ij,jk->ik', 'ji,kj->ik', 'bhtd,bhsd->bhts'])('one matrix product and no copies: %s', (expression) => {
    expect(namesOf(expression)).toEqual(['matmul']);
  });

  test('one matrix product for each contraction, however many letters it sums', () => {
    expect(namesOf('abc,bcd->ad')).toEqual(['reshape', 'reshape', 'matmul']);
    expect(namesOf('ij,jk,kl->il')).toEqual(['matmul', 'matmul']);
  });

  test('sums before products, where a letter has only one operand', () => {
    expect(namesOf('ij,kl->jk')).toEqual(['sum', 'sum', 'reshape', 'reshape', 'mul']);
  });
});

describe('einsum', () => {
  test('reads diagonals without touching what lies beside them', () => {
    const x = tensor([1, NaN, Infinity, 2], { shape: [2, 2] });
    expectTensor(einsum('ii->i', x), [2], [1, 2]);
    expectTensor(einsum('ii', x), [], [3]);
    const [cotangent] = pullBack((x) => einsum('ii->i', x!), [x], tensor([5, 7]));
    expectTensor(cotangent, [2, 2], [5, 0, 0, 7]);
  });

  test('gives a tensor of its own, even where nothing is to be done', () => {
    const x = counting(2, 3);
    const y = einsum('ij->ij', x);
    expect(y).not.toBe(x);
    expectTensor(y, [2, 3], [1, 2, 3, 4, 5, 6]);
  });

  test('multiplies by hand: Σⱼ aᵢⱼ bⱼₖ, and its cotangents', () => {
    const [a, b] = [counting(1, 2), counting(2, 2)];
    expectTensor(einsum('ij,jk->ki', a, b), [2, 1], [7, 10]);
    const [aBar, bBar] = pullBack((a, b) => einsum('ij,jk->ki', a!, b!), [a, b], tensor([[1], [10]]));
    expectTensor(aBar, [1, 2], [21, 43]);
    expectTensor(bBar, [2, 2], [1, 10, 2, 20]);
  });
});

describe('einsum refuses', () => {
  const x = dynamic(2, 3);
  const failures = (expression: string, ...tensors: Tensor[]): string =>
    failureOf(() => einsum(expression, ...tensors));

  test.each([
    ["tensors and terms must be as many, got 1 and 2 in 'ij,jk'. Give one for each term.", 'ij,jk', [x]],
    ["tensors and terms must be as many, got 0 and 1 in ''. Give one for each term.", '', []],
    ["no operand has the output's 'k' in 'ij->ik'. Name an axis of an operand.", 'ij->ik', [x]],
    ["the output has 'i' twice in 'ij->ii'. Write it once.", 'ij->ii', [x]],
    ["'1' has no meaning in 'i1->i'. Write letters, ',', '...' and '->'.", 'i1->i', [x]],
    ["'.' has no meaning in '..j'. Write letters, ',', '...' and '->'.", '..j', [x]],
    ["'-' has no meaning in 'ij-ji'. Write letters, ',', '...' and '->'.", 'ij-ji', [x]],
    ["'α' has no meaning in 'iα'. Write letters, ',', '...' and '->'.", 'iα', [x]],
    ["'->' comes twice in 'ij->i->j'. Write it once, before the output.", 'ij->i->j', [x]],
    ["',' comes after '->' in 'i,j->i,j'. There is one output.", 'i,j->i,j', [x, x]],
    ["'...' comes twice in the term '...i...' in '...i...'. Write it once.", '...i...', [x]],
    [
      "the output has no '...', but the operands do in '...j->j'. " +
        "Write it after '->' too, and sum() what it stands for.",
      '...j->j',
      [x],
    ],
  ])('%s', (message, expression, tensors) => {
    expect(failures(expression, ...tensors)).toBe(`PullbackError: einsum: ${message}`);
  });

  test('what is no expression', () => {
    expect(failureOf(() => einsum(7 as unknown as string, x))).toBe(
      "PullbackError: einsum: the first argument is an expression, such as 'ij,jk->ik', got 7.",
    );
  });

  test('terms of another rank', () => {
    const message = (term: string): string =>
      `ShapeError: einsum: ${term}, got [2, 3] as operand 1. Give each axis a letter, or write '...' for those before.`;
    expect(failures('i,ijk', dynamic(2), x)).toBe(message("'ijk' is for rank 3"));
    expect(failures('i,i', dynamic(2), x)).toBe(message("'i' is for rank 1"));
    expect(failures('i,i...jk', dynamic(2), x)).toBe(message("'i...jk' is for rank 3 or more"));
  });

  test('sizes of one letter that differ, even if one is 1', () => {
    expect(failures('ij,jk', x, dynamic(4, 5))).toBe(
      "ShapeError: einsum: every 'j' must have one size, got [2, 3] as operand 0 and [4, 5] as operand 1 (3 ≠ 4). " +
        'Use another letter for another axis.',
    );
    expect(failures('ii', x)).toBe(
      "ShapeError: einsum: every 'i' must have one size, got [2, 3] as operand 0 (2 ≠ 3). " +
        'Use another letter for another axis.',
    );
    expect(failures('ij,jk', x, dynamic(1, 5))).toContain('(3 ≠ 1)');
  });

  test("axes of '...' that do not broadcast", () => {
    expect(failures('...j,...j', x, dynamic(4, 3))).toBe(
      "ShapeError: einsum: the axes of '...' must broadcast, got [2, 3] as operand 0 and [4, 3] as operand 1 (2 ≠ 4). " +
        'Only axes of size 1 are repeated.',
    );
  });

  test('mixed dtypes', () => {
    expect(failures('ij,ij', x, zeros([2, 3], { dtype: 'float64' }))).toBe(
      "DTypeError: einsum: both operands must have one dtype, got float32 and float64. Convert one: cast(x, 'float64').",
    );
  });
});
