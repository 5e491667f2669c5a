import { resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(__dirname, '../../..');
const RIGHT = resolve(__dirname, 'types/shapes.right.ts');
const WRONG = resolve(__dirname, 'types/shapes.wrong.ts');
const MARK = '// ✗ ';

const program = compile([RIGHT, WRONG]);

function compile(files: readonly string[]): ts.Program {
  const config = ts.readConfigFile(resolve(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT);
  // The declarations of Node and Jest would be most of the work, and none of these files needs them.
  return ts.createProgram(files, { ...options, types: [] });
}

/** What the compiler says of a line. */
interface Message {
  readonly line: number;
  readonly text: string;
}

function messagesIn(file: string): Message[] {
  const source = program.getSourceFile(file)!;
  return ts.getPreEmitDiagnostics(program, source).map(({ start, messageText }) => ({
    line: source.getLineAndCharacterOfPosition(start!).line,
    text: ts.flattenDiagnosticMessageText(messageText, '\n'),
  }));
}

test('right shapes compile', () => {
  expect(messagesIn(RIGHT)).toEqual([]);
});

describe('wrong shapes', () => {
  const lines = program.getSourceFile(WRONG)!.text.split('\n');
  const messages = messagesIn(WRONG);
  const marked = lines.flatMap((comment, i) => {
    const [, words] = comment.split(MARK);
    return words === undefined ? [] : [{ line: i - 1, code: lines[i - 1]!.trim(), words }];
  });

  test.each(marked)('do not compile: $code', ({ line, words }) => {
    const found = messages.filter((message) => message.line === line).map(({ text }) => text);
    expect(found.join('\n')).toContain(words);
  });

  test('are the only lines that do not compile', () => {
    const isMarked = ({ line }: Message): boolean => marked.some((mark) => mark.line === line);
    expect(messages.filter((message) => !isMarked(message))).toEqual([]);
  });
});
