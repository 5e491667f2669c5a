// The reference of the ops, docs/operations.md, made from their docstrings: `npm run docs` writes it, and a test holds it to
// what the docstrings say.

import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..');
const OPS = join(ROOT, 'packages/ops/src');
export const OPERATIONS_PAGE = join(ROOT, 'docs/operations.md');

/** The folders of ops, in the order of the page. */
const KINDS = {
  elementwise: 'Elementwise',
  comparison: 'Comparison',
  logic: 'Logic',
  reductions: 'Reductions',
  linalg: 'Linear algebra',
  shape: 'Shape',
  indexing: 'Indexing',
  normalising: 'Normalising',
  convolution: 'Convolution and pooling',
} as const;

type Kind = keyof typeof KINDS;

/** What the docstring of an op says. */
export interface Operation {
  readonly name: string;
  /** `matmul(a, b, options)`. */
  readonly call: string;
  readonly kind: Kind;
  /** From the root of the repository. */
  readonly file: string;
  /** What it computes: the first paragraph. */
  readonly formula: string;
  readonly shapes: string | undefined;
  readonly vjp: string | undefined;
  readonly subgradient: string | undefined;
}

/** Every op that the package exports, by kind, then by name. */
export function operations(): Operation[] {
  const index = parse(join(OPS, 'ops.ts'));
  const found = index.statements.filter(ts.isExportDeclaration).flatMap((statement) => {
    const path = (statement.moduleSpecifier as ts.StringLiteral).text;
    const names = (statement.exportClause as ts.NamedExports).elements.filter((element) => !element.isTypeOnly);
    return statement.isTypeOnly ? [] : names.map(({ name }) => operationIn(join(OPS, `${path}.ts`), name.text));
  });
  const order = Object.keys(KINDS);
  const place = ({ kind, name }: Operation): string => `${order.indexOf(kind)} ${name.toLowerCase()}`;
  return found.sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

function operationIn(file: string, name: string): Operation {
  const source = parse(file);
  const declaration = source.statements.find((statement) => declares(statement, name));
  if (declaration === undefined) throw new Error(`internal: ${file} does not declare ${name}`);
  const paragraphs = paragraphsOf(declaration);
  const starting = (word: string): string | undefined =>
    paragraphs
      .flatMap((paragraph) => paragraph.split(/ (?=Subgradient: )/))
      .find((part) => part.startsWith(`${word}: `))
      ?.slice(word.length + 2);
  const path = relative(ROOT, file).split(sep).join('/');
  return {
    name,
    call: `${name}(${parametersOf(declaration).join(', ')})`,
    kind: dirname(path).split('/').at(-1) as Kind,
    file: path,
    formula: paragraphs[0] ?? '',
    shapes: starting('Shapes'),
    vjp: starting('VJP'),
    subgradient: starting('Subgradient'),
  };
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
}

function declares(statement: ts.Statement, name: string): boolean {
  if (ts.isFunctionDeclaration(statement)) return statement.name?.text === name;
  return ts.isVariableStatement(statement) && variableOf(statement).name.getText() === name;
}

function variableOf(statement: ts.VariableStatement): ts.VariableDeclaration {
  return statement.declarationList.declarations[0]!;
}

/** The paragraphs of the docstring; a line's end is a space, a list runs on. */
function paragraphsOf(declaration: ts.Statement): string[] {
  const [docstring] = ts.getJSDocCommentsAndTags(declaration).filter(ts.isJSDoc);
  const text = ts.getTextOfJSDocComment(docstring?.comment) ?? '';
  return text
    .split(/\n\s*\n|\n(?=Shapes: |VJP: |Subgradient: |From )/)
    .map((paragraph) => paragraph.replace(/\n- /g, ' • ').replace(/\s+/g, ' ').trim());
}

function parametersOf(declaration: ts.Statement): string[] {
  const called = ts.isVariableStatement(declaration)
    ? (variableOf(declaration).initializer as ts.ArrowFunction)
    : (declaration as ts.FunctionDeclaration);
  return called.parameters.map(({ name, dotDotDotToken }) => {
    if (ts.isObjectBindingPattern(name)) {
      return `{ ${name.elements.map((element) => (element.propertyName ?? element.name).getText()).join(', ')} }`;
    }
    return `${dotDotDotToken ? '...' : ''}${name.getText()}`;
  });
}

/** The page as Markdown. */
export function operationsPage(): string {
  const all = operations();
  const sections = Object.entries(KINDS).flatMap(([kind, title]) => {
    const rows = all.filter((operation) => operation.kind === kind);
    return rows.length === 0 ? [] : [`## ${title}\n\n${tableOf(rows)}`];
  });
  return `${[HEAD, ...sections].join('\n\n')}\n`;
}

const HEAD = `# Operations

Made from the docstrings by \`npm run docs\`; a test holds the two together. Every op is a function, and a method of its first
tensor: \`relu(x)\` is \`x.relu()\`. Only those that take a list or an expression first, \`concat\`, \`stack\` and \`einsum\`, are
no methods.

The output is \`y\`, cotangents have a bar: \`ȳ\` is the cotangent of the output, \`x̄\` that of the input. \`⊙\` is the
elementwise product, \`[x > 0]\` is 1 where the condition holds and 0 elsewhere. An exact 0 in \`ȳ\` stays an exact 0 in \`x̄\`,
whatever the slope, but for sums of products (\`matmul\`, \`einsum\` and the convolutions), where 0 · ∞ is NaN. What an op
throws is in its docstring.`;

function tableOf(rows: readonly Operation[]): string {
  const header = '| op | computes | shapes | VJP | subgradient |\n|---|---|---|---|---|';
  const lines = rows.map(({ call, file, formula, shapes, vjp, subgradient }) => {
    const cells = [`[\`${call}\`](../${file})`, formula, shapes ?? 'any, kept', vjp ?? '', subgradient ?? '–'];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return [header, ...lines].join('\n');
}

if (require.main === module) writeFileSync(OPERATIONS_PAGE, operationsPage());
