import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const SOURCES = resolve(__dirname, '../src');

/** What a file of the package imports when it is loaded, and what those files do: names of modules by file. */
function importsFrom(file: string, seen: Map<string, string[]> = new Map()): Map<string, string[]> {
  if (seen.has(file)) return seen;
  const modules: string[] = [];
  seen.set(file, modules);
  for (const [, name] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b(?! type)[^;]*? from '([^']+)';/gm)) {
    if (!name!.startsWith('.')) modules.push(name!);
    else
      importsFrom([`${join(dirname(file), name!)}.ts`, join(dirname(file), name!, 'index.ts')].find(existsSync)!, seen);
  }
  return seen;
}

const named = (entry: string) =>
  [...importsFrom(join(SOURCES, entry))].flatMap(([file, modules]) =>
    modules.filter((name) => !name.startsWith('@pullback/')).map((name) => `${relative(SOURCES, file)}: ${name}`),
  );

it('the main entry loads nothing that a browser does not have', () => {
  expect(named('index.ts')).toEqual([]);
});

it('this would be seen', () => {
  expect(named('node.ts')).toContain('checkpoints/loadCheckpoint.ts: node:fs');
});
