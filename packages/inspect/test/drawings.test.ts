import { Parameter, PullbackError, Random, Tape, type Tensor, tensor } from '@pullback/core';
import { toDot, toMermaid, toSvg } from '@pullback/inspect';
import { add, exp, matmul, mul, relu, square, sum, tanh } from '@pullback/ops';
import { errorOf, untyped } from './support';

const HOSTILE = [
  '<script>alert(1)</script>',
  'a"b\'c',
  'two\nlines',
  '--> x',
  '%%{init}%%',
  '\\N\\"',
  ']]>',
  '#quot;&lt;',
  '\u202etxet',
];

function network() {
  const random = new Random(1);
  const x = random.normal([4, 5]).named('x');
  const W = new Parameter(random.normal([5, 3]), 'W') as Tensor;
  const tape = new Tape();
  const loss = tape.record(() => sum(square(relu(matmul(x, W).named('h')).named('a')).named('q')).named('L'));
  return { tape, loss, W };
}

/** A tape all of whose names are hostile. */
function hostileTape() {
  const tape = new Tape();
  let x: Tensor = new Parameter(tensor([1]), 'start') as Tensor;
  const source = x;
  tape.record(() => {
    for (const name of HOSTILE) x = mul(x, tensor([2]).named(name)).named(name) as Tensor;
  });
  return { tape, options: { sources: source, target: x } };
}

/** Ops on values drawn at random from the latest. */
function tangledTape() {
  const [tape, random] = [new Tape(), new Random(3)];
  const values: Tensor[] = Array.from({ length: 8 }, (_, i) => new Parameter(tensor([1]), `w${i}`) as Tensor);
  const draw = () => values.at(-1 - Math.floor(random.uniform([]).item() * 8))!;
  tape.record(() => {
    for (let i = 0; i < 30; i++) values.push(i % 3 === 0 ? (exp(draw()) as Tensor) : (mul(draw(), draw()) as Tensor));
  });
  return { tape, options: { target: values.at(-1)! } };
}

/** A recurrent cell with biases over three steps, whose parameters stand beside nodes that are larger than they. */
function unrolledTape() {
  const [tape, random] = [new Tape(), new Random(2)];
  const parameter = (name: string, ...shape: number[]) => new Parameter(random.normal(shape), name) as Tensor;
  const [U, b] = [parameter('inputWeight', 3, 8), parameter('inputBias', 8)];
  const [W, c] = [parameter('stateWeight', 8, 8), parameter('stateBias', 8)];
  let h = random.normal([4, 8]).named('h0') as Tensor;
  const target = tape.record(() => {
    for (const name of ['x0', 'x1', 'x2']) {
      const x = random.normal([4, 3]).named(name) as Tensor;
      h = tanh(add(add(matmul(x, U), b), add(matmul(h, W), c))) as Tensor;
    }
    return sum(h);
  }) as Tensor;
  return { tape, options: { sources: { U, b, W, c }, target } };
}

function longTape() {
  const tape = new Tape();
  let x: Tensor = tensor([1, 2]).named('x');
  tape.record(() => {
    for (let i = 0; i < 5000; i++) x = tanh(add(x, i % 7) as Tensor);
  });
  return tape;
}

/** The statements of a DOT file, in the few forms that are in use here; throws where it is none. */
function readDot(text: string) {
  const string = '"(?:[^"\\\\\\n]|\\\\.)*"';
  const attributes = `\\[(?:\\w+=(?:${string}|[\\w.-]+)(?:, )?)*\\]`;
  const lines = text.trimEnd().split('\n');
  if (lines.shift() !== 'digraph tape {' || lines.pop() !== '}') throw new Error('not a digraph');
  const found = { nodes: [] as string[], edges: [] as string[] };
  for (const line of lines) {
    const node = new RegExp(`^  (\\w+) ${attributes}$`).exec(line);
    const edge = new RegExp(`^  (\\w+ -> \\w+)(?: ${attributes})?$`).exec(line);
    if (node === null && edge === null) throw new Error(`no statement: ${line}`);
    if (edge !== null) found.edges.push(edge[1]!);
    else if (!['graph', 'node', 'edge'].includes(node![1]!)) found.nodes.push(node![1]!);
  }
  return found;
}

/** The names of the elements of an SVG file in order, and its texts; throws where they do not close. */
function readXml(text: string) {
  const open: string[] = [];
  const elements: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const tag = /^<(\/?)(\w+)((?: [\w-]+(?::\w+)?="[^"<&]*")*)(\/?)>/.exec(rest);
    const characters = /^(?:[^<&>]|&(?:amp|lt|gt|quot|#39);)+/.exec(rest);
    if (tag !== null) {
      const [, closes, name, , isEmpty] = tag;
      if (closes === '/' && open.pop() !== name) throw new Error(`</${name}> closes another element`);
      if (closes === '') elements.push(name!);
      if (closes === '' && isEmpty === '') open.push(name!);
    } else if (characters === null) throw new Error(`not XML: ${rest.slice(0, 60)}`);
    rest = rest.slice((tag ?? characters!)[0].length);
  }
  if (open.length > 0) throw new Error(`open: ${open}`);
  return elements;
}

/** The contrast of two colours, from 1 to 21, as WCAG defines it. */
function contrast(one: string, other: string): number {
  const [dark, light] = [one, other].map(luminance).sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

type Rectangle = readonly [x: number, y: number, width: number, height: number];

function rectanglesIn(svg: string): Rectangle[] {
  return [...svg.matchAll(/<rect x="(.*?)" y="(.*?)" width="(.*?)" height="(.*?)"/g)].map(
    ([, ...box]) => box.map(Number) as unknown as Rectangle,
  );
}

/** Points along each line, close together. */
function linesIn(svg: string): [x: number, y: number][][] {
  return [...svg.matchAll(/class="(?:value|cotangent)" d="(.*?)"/g)].map(([, path]) => {
    let from: number[] = [];
    return path!.match(/[MCLQ][^MCLQ]*/g)!.flatMap((part) => {
      // A curve's control points lie between its ends: none in a line, one or two.
      const numbers = [...from, ...part.slice(1).split(' ').map(Number)];
      from = numbers.slice(-2);
      return Array.from({ length: 51 }, (_, i) => along(numbers, i / 50));
    });
  });
}

/** A point on a Bézier curve, by de Casteljau's algorithm. */
function along(numbers: readonly number[], part: number): [x: number, y: number] {
  if (numbers.length === 2) return [numbers[0]!, numbers[1]!];
  return along(
    numbers.slice(2).map((number, i) => (1 - part) * numbers[i]! + part * number),
    part,
  );
}

function isIn([px, py]: readonly [number, number], [x, y, width, height]: Rectangle): boolean {
  return px > x + 0.2 && px < x + width - 0.2 && py > y + 0.2 && py < y + height - 0.2;
}

const count = (items: readonly string[], item: string) => items.filter((other) => other === item).length;

describe('toDot', () => {
  it('is a digraph with a node for each box, and an edge for each input and its cotangent', () => {
    const { tape, loss, W } = network();
    expect(readDot(toDot(tape))).toEqual({
      nodes: ['v1', 'v2', 'n1', 'n2', 'n3', 'n4'],
      edges: ['v1 -> n1', 'v2 -> n1', 'n1 -> n2', 'n2 -> n3', 'n3 -> n4'],
    });
    const text = toDot(tape, { sources: W, target: loss });
    expect(readDot(text).edges).toHaveLength(5 + 4);
    expect(text).toContain('n3 -> n4 [dir=back, style=dashed,');
    expect(text).toContain('label="h\\nmatmul(x, W)\\n[4, 3]"');
    expect(toDot(tape, { direction: 'right' })).toContain('rankdir=LR');
  });

  it('lets no name out of its string', () => {
    const { tape, options } = hostileTape();
    const { nodes, edges } = readDot(toDot(tape, options));
    expect(nodes).toHaveLength(2 * HOSTILE.length + 1);
    expect(edges).toHaveLength(3 * HOSTILE.length);
    expect(toDot(tape, options)).toContain('#quot;&amp;lt;');
  });
});

describe('toMermaid', () => {
  it('is a flowchart with solid arrows for values and dotted ones for cotangents', () => {
    const { tape, loss, W } = network();
    const lines = toMermaid(tape, { sources: W, target: loss, style: 'ascii' }).split('\n');
    expect(lines.slice(1, 12)).toEqual([
      'flowchart TB',
      '  v1(["x<br/>data [4, 5]"])',
      '  v2(["W<br/>parameter [5, 3]"])',
      '  n1["h<br/>matmul(x, W)<br/>[4, 3]"]',
      '  n2["a<br/>relu(h)<br/>[4, 3]"]',
      '  n3["q<br/>square(a)<br/>[4, 3]"]',
      '  n4["L<br/>sum(q, axes [0, 1])<br/>[]"]',
      '  v1 --> n1',
      '  v2 --> n1',
      '  v2 <-.->|"bar(W)"| n1',
      '  n1 --> n2',
    ]);
    expect(lines).toContain('  linkStyle 2,4,6,8 stroke:#c8501b,marker-end:none');
    expect(toMermaid(tape, { direction: 'right' })).toMatch(/^.*\nflowchart LR\n/);
  });

  it('lets no name out of its string', () => {
    const { tape, options } = hostileTape();
    for (const line of toMermaid(tape, options).trimEnd().split('\n').slice(2)) {
      expect(line).toMatch(
        /^ {2}(\w+[[(]+"([\p{L}\p{M}\p{N} ,()[\]=×…]|#\d+;|<br\/>)*"[\])]+|\w+ (-->|<-\.->(\|"([\p{L}\p{M}\p{N} ,()[\]…]|#\d+;)*"\|)?) \w+|(classDef|class|style|linkStyle) [\w,:# -]+)$/u,
      );
    }
  });
});

describe('toSvg', () => {
  it('has a box for each node and value, and an arrow for each input and its cotangent', () => {
    const { tape, loss, W } = network();
    const text = toSvg(tape, { sources: W, target: loss });
    const elements = readXml(text);
    expect(count(elements, 'rect')).toBe(6);
    // A line and a head each.
    expect(count(elements, 'path')).toBe(2 * (5 + 4));
    expect(text).toContain('class="label"');
    expect(text).toContain('class="node target"');
  });

  it('values go down, or to the right, and cotangents back', () => {
    const { tape, loss, W } = network();
    for (const [direction, place] of [
      ['down', 2],
      ['right', 1],
    ] as const) {
      const text = toSvg(tape, { sources: W, target: loss, direction });
      const lines = [...text.matchAll(/class="(value|cotangent)" d="M(\S+) ([\d.]+).*? (\S+) (\S+)"/g)];
      expect(lines).toHaveLength(5 + 4);
      for (const [, kind, ...ends] of lines) {
        const [from, to] = [ends[place - 1], ends[place + 1]].map(Number);
        expect(Math.sign(to! - from!)).toBe(kind === 'value' ? 1 : -1);
      }
    }
  });

  it('says what it shows, in words', () => {
    const { tape } = network();
    const text = toSvg(tape);
    expect(text).toMatch(/^<svg [^>]*role="img"[^>]*>\n<title>A tape of 4 nodes<\/title>\n<desc>/);
    expect(text).toContain('h = matmul(x, W), [4, 3]; a = relu(h), [4, 3];');
    expect(toSvg(tape, { title: 'R & D' })).toContain('<title>R &amp; D</title>');
  });

  it('needs nothing from elsewhere, and runs nothing', () => {
    const { tape, options } = hostileTape();
    const text = toSvg(tape, options);
    expect(new Set(readXml(text))).toEqual(
      new Set(['svg', 'title', 'desc', 'style', 'path', 'g', 'rect', 'text', 'tspan']),
    );
    expect(text).not.toMatch(/@import|url\(|href| on\w+=/);
  });

  it('lets no name out of its text, and leaves nothing that turns lines round', () => {
    const { tape, options } = hostileTape();
    const text = toSvg(tape, options);
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).toContain('two lines');
    expect(text).not.toContain('\u202e');
    expect(count(readXml(text), 'rect')).toBe(2 * HOSTILE.length + 1);
  });

  it('no boxes overlap, and no box or label is outside of the drawing', () => {
    const { tape, options } = hostileTape();
    for (const direction of ['down', 'right'] as const) {
      const text = toSvg(tape, { ...options, direction });
      const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(text)!.map(Number);
      const boxes = rectanglesIn(text);
      for (const [i, [x, y, w, h]] of boxes.entries()) {
        expect(Math.min(x, y, width! - x - w, height! - y - h)).toBeGreaterThanOrEqual(0);
        for (const [x2, y2, w2, h2] of boxes.slice(i + 1)) {
          expect(x + w < x2 || x2 + w2 < x || y + h < y2 || y2 + h2 < y).toBe(true);
        }
      }
    }
  });

  it('no line goes through a box, and none through a label', () => {
    const tapes = [tangledTape(), { ...network(), options: {} }, hostileTape(), unrolledTape()];
    for (const { tape, options } of tapes) {
      for (const direction of ['down', 'right'] as const) {
        const text = toSvg(tape, { cotangents: true, ...options, direction });
        const boxes = rectanglesIn(text);
        const labels = [...text.matchAll(/class="label" x="(\S+)" y="(\S+)"[^>]*>(.*)<\/text>/g)].map(
          ([, x, y, label]) => {
            // Signs without the tags of bars; letters without what sticks out of them.
            const width = label!.replace(/<.*?>/g, '').replace(/&.*?;/g, '.').length * 6;
            return [Number(x) - width / 2, Number(y) - 9, width, 9] as const;
          },
        );
        for (const points of linesIn(text)) {
          // A line begins and ends at the border of a box.
          const inside = boxes.filter((box) => points.slice(1, -1).some((point) => isIn(point, box)));
          expect(inside).toEqual([]);
          if (direction === 'down') {
            expect(labels.filter((label) => points.some((point) => isIn(point, label)))).toEqual([]);
          }
        }
      }
    }
  });

  it('no two lines run on each other where they go far aside', () => {
    const W = new Parameter(tensor([1, 2, 3]), 'W') as Tensor;
    const fan = new Tape();
    fan.record(() => Array.from({ length: 20 }, (_, i) => mul(W, i)).reduce((a, b) => add(a, b) as Tensor));
    const drawn = [unrolledTape(), tangledTape(), { tape: fan, options: { sources: W } }];
    for (const { tape, options } of drawn) {
      const text = toSvg(tape, { cotangents: true, ...options });
      const runs = [...text.matchAll(/ (\S+) (\S+)L(\S+) (\S+)Q/g)].map((found) => found.slice(1).map(Number));
      expect(runs.length).toBeGreaterThan(4);
      const level = (run: number[]) => [run[1]!, Math.min(run[0]!, run[2]!), Math.max(run[0]!, run[2]!)] as const;
      const levels = runs.map(level);
      for (const [, y1, , y2] of runs) expect(y2).toBeCloseTo(y1!, 1);
      const touching = levels.flatMap(([y, low, high], i) =>
        levels.slice(i + 1).filter(([other, from, to]) => Math.abs(y - other) < 4 && from < high && low < to),
      );
      expect(touching).toEqual([]);
    }
  });

  it('a cotangent runs beside its value, at the right of it or below', () => {
    const { tape, loss, W } = network();
    for (const direction of ['down', 'right'] as const) {
      const text = toSvg(tape, { sources: W, target: loss, direction });
      const across = ([, x, y]: RegExpMatchArray) => Number(direction === 'down' ? x : y);
      // Both at the box that reads the value.
      const tips = [...text.matchAll(/value-head" d="M(\S+) (\S+?)L.*"\/>\n<path class="cotangent"/g)].map(across);
      const starts = [...text.matchAll(/class="cotangent" d="M(\S+) ([\d.]+)/g)].map(across);
      expect(starts.map((start, i) => Math.round(start - tips[i]!))).toEqual([14, 14, 14, 14]);
    }
  });

  it('a cotangent keeps its distance from its value where both go far aside, too', () => {
    const tape = new Tape();
    const x = tensor([1]).named('x');
    tape.record(() => ['a', 'b', 'c', 'd', 'e'].map((name) => tanh(x).named(name.repeat(30))));
    const lines = linesIn(toSvg(tape, { sources: x }));
    for (let i = 0; i < lines.length; i += 2) {
      const distances = lines[i]!.flatMap(([x1, y1]) => lines[i + 1]!.map(([x2, y2]) => Math.hypot(x1 - x2, y1 - y2)));
      expect(Math.min(...distances)).toBeGreaterThan(4);
    }
  });

  it('values that a chain of nodes makes stand straight below each other, whatever else is read on the way', () => {
    const { tape, loss, W } = network();
    for (const options of [{}, { sources: W, target: loss }]) {
      const nodes = [...toSvg(tape, options).matchAll(/class="node.*?<text class="heading" x="(.*?)"/g)];
      expect(new Set(nodes.map(([, x]) => x)).size).toBe(1);
      expect(nodes).toHaveLength(4);
    }
  });

  it('a box that many read is as wide as their lines need', () => {
    const tape = new Tape();
    const x = tensor([1]).named('x');
    tape.record(() => [1, 2, 3, 4, 5, 6].map((k) => mul(x, k)));
    const text = toSvg(tape, { sources: x });
    const ends = [...text.matchAll(/class="value" d="M(\S+) /g)].map(([, end]) => Number(end)).sort((a, b) => a - b);
    for (const [i, end] of ends.slice(1).entries()) expect(end - ends[i]!).toBeGreaterThanOrEqual(14 + 18 - 0.1);
  });

  it('a text in signs of other fonts is squeezed or stretched to the room that its box has for it', () => {
    const tape = new Tape();
    tape.record(() => {
      const a = tanh(tensor([1]).named('\ufdfd')).named('矩阵');
      return mul(a, a).named('👩\u200d👧');
    });
    const text = toSvg(tape);
    const columns = (name: string) =>
      Number(new RegExp(`textLength="([\\d.]+)"[^>]*>${name}<`).exec(text)![1]) / (13 * 0.61);
    expect(['\ufdfd', '矩阵', '👩\u200d👧'].map((name) => Math.round(columns(name)))).toEqual([1, 4, 2]);
    expect(text).toMatch(/<text x="\S+" y="\S+">\[1\]</);
    readXml(text);
  });

  it('lines and labels read on white and on black, boxes by their own ground: WCAG AA', () => {
    const { tape, loss, W } = network();
    tape.record(() => exp(loss));
    const text = toSvg(tape, { sources: W, target: loss });
    for (const [, colour] of text.matchAll(/\.(?:value|cotangent|label)\{(?:stroke|fill):(#\w+)/g)) {
      for (const page of ['#ffffff', '#000000']) expect(contrast(colour!, page)).toBeGreaterThan(4.5);
    }
    const boxes = [...text.matchAll(/rect\{fill:(#\w+);.*?\}\s*\S+ \.\w+ text\{fill:(#\w+)/g)];
    expect(boxes).toHaveLength(10);
    for (const [, ground, ink] of boxes) expect(contrast(ground!, ink!)).toBeGreaterThan(4.5);
  });

  it('a path that is very long ends as it is in its box, and is whole in its title', () => {
    const tape = new Tape();
    const name = 'blocks[12].attention.projection.and.then.some.more.words';
    const source = tensor([1]).named(name);
    tape.record(() => tanh(source).named(name.replace('words', 'waves')));
    const text = toSvg(tape, { sources: source });
    expect(text).toContain('>…projection.and.then.some.more.waves<');
    expect(text).toContain('>tanh(…then.some.more.words)<');
    expect(text).toContain('>…then.some.more.<tspan class="bar">w</tspan>ords<');
    expect(text).toContain(`<title>${name.replace('words', 'waves')} = tanh(${name}), [1]</title>`);
    expect(toSvg(tape, { sources: source, style: 'ascii' })).toContain('>bar(...then.some.more.words)<');
  });

  it('any other name that is very long is cut in its middle', () => {
    const tape = new Tape();
    tape.record(() => tanh(tensor([1]).named('x')).named(`a${'m'.repeat(60)}z`));
    expect(toSvg(tape)).toMatch(/>am{19}…m{18}z</);
  });

  it('a bar is above the whole of a letter of two code units, and above all digits of a number', () => {
    const tape = new Tape();
    const source = tensor([1]).named('\u{1d416}1');
    const target = tape.record(() => tanh(tanh(source)));
    const text = toSvg(tape, { sources: source, target });
    expect(text).toContain('><tspan class="bar">\u{1d416}</tspan>1<');
    expect(text).toContain('><tspan class="bar">%1</tspan><');
  });
});

it('all of them draw 10,000 nodes, folded', () => {
  const tape = longTape();
  for (const draw of [toDot, toMermaid, toSvg]) {
    const text = draw(tape);
    expect(text).toContain('add, tanh');
    expect(text).toContain('9,998 nodes');
    expect(text.length).toBeLessThan(6000);
  }
});

it('a layout of more than 500 boxes is refused; text is written of any number', () => {
  const tape = longTape();
  expect(errorOf(() => toSvg(tape, { mostNodes: Infinity }))).toStrictEqual(
    new PullbackError('toSvg: at most 500 boxes can be laid out, got 10001. Give a smaller mostNodes, or use toDot.'),
  );
  expect(readDot(toDot(tape, { mostNodes: Infinity })).nodes).toHaveLength(10_001);
  expect(toMermaid(tape, { mostNodes: Infinity }).match(/-->/g)).toHaveLength(10_000);
});

it('all of them draw an empty tape', () => {
  expect(readDot(toDot(new Tape()))).toEqual({ nodes: [], edges: [] });
  expect(toMermaid(new Tape())).toBe('%%{init: {"flowchart": {"wrappingWidth": 400}}}%%\nflowchart TB\n');
  expect(readXml(toSvg(new Tape()))).toEqual(['svg', 'title', 'desc', 'style']);
});

it('all of them give the same twice, and leave the tape as it is', () => {
  const { tape, loss, W } = network();
  const before = [...tape.nodes];
  for (const draw of [toDot, toMermaid, toSvg]) {
    expect(draw(tape, { sources: W, target: loss })).toBe(draw(tape, { sources: W, target: loss }));
  }
  expect(tape.nodes).toEqual(before);
});

it('all of them write signs in ASCII on request', () => {
  const { tape, loss, W } = network();
  for (const draw of [toDot, toMermaid, toSvg]) {
    expect(draw(tape, { sources: W, target: loss, style: 'ascii' })).toMatch(/^[\x20-\x7e\n]*$/);
    expect(draw(longTape(), { style: 'ascii' })).toMatch(/^[\x20-\x7e\n]*$/);
  }
});

it('bars stand above letters with marks of their own, and leave other scripts whole', () => {
  const tape = new Tape();
  const sources = ['한국어', 'Ångström', '_hidden', '[0]'].map((name) => tensor([1]).named(name) as Tensor);
  tape.record(() => sources.map((source) => tanh(source)));
  const text = toSvg(tape, { sources }).normalize('NFC');
  expect(text).toContain('<tspan class="bar">한</tspan>국어');
  expect(text).toContain('<tspan class="bar">Å</tspan>ngström');
  expect(text).toContain('_<tspan class="bar">h</tspan>idden');
  expect(text).toContain('[<tspan class="bar">0</tspan>]');
});

it('a tape of one node is one of one node', () => {
  const tape = new Tape();
  tape.record(() => tanh(tensor([1])));
  expect(toSvg(tape)).toContain('<title>A tape of 1 node</title>');
});

describe.each([toSvg, toDot, toMermaid])('%p', (draw) => {
  const { tape } = network();
  it.each<[unknown, string]>([
    [{ direction: 'up' }, 'direction must be "down" or "right", got "up".'],
    [{ direction: null }, 'direction must be "down" or "right", got null.'],
    [{ style: 'latex' }, 'style must be "unicode" or "ascii", got "latex".'],
    [{ mostNodes: '5' }, 'mostNodes must be a whole number ≥ 3, got "5". Infinity draws all of them.'],
    [{ target: 'L' }, 'the target must be a value that the tape made, got "L".'],
    [{ target: tensor([1]) }, 'the target must be a value that the tape made, got a tensor [1].'],
    [null, 'the options must be a record, got null.'],
  ])('refuses the options %j', (options, message) => {
    expect(errorOf(() => draw(tape, untyped(options)))).toStrictEqual(new PullbackError(`graphOf: ${message}`));
  });

  it('refuses what is no tape', () => {
    expect(errorOf(() => draw(untyped([])))).toStrictEqual(
      new PullbackError('graphOf: a tape is required, got an array of 0.'),
    );
  });
});
