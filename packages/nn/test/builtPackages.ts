// Packages as plain JavaScript, for processes that must start in no time.

import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

const ROOT = resolve(__dirname, '../../..');
/** What the packages depend on, wherever it is installed. */
const DEPENDENCIES = ['cli-progress', 'csv-parse', 'koffi', 'pure-rand'];

/** Builds packages into a folder, from which programs can then require them; returns the folder. */
export function buildPackages(folder: string, packages: readonly string[]): string {
  const modules = join(folder, 'node_modules');
  for (const name of packages) {
    const [source, target] = [join(ROOT, 'packages', name), join(modules, '@pullback', name)];
    for (const file of readdirSync(join(source, 'src'), { recursive: true, encoding: 'utf8' })) {
      if (file.endsWith('.ts')) {
        transpile(join(source, 'src', file), join(target, 'dist', file.replace(/\.ts$/, '.js')));
      }
    }
    copyFileSync(join(source, 'package.json'), join(target, 'package.json'));
    link(join(source, 'node_modules'), join(target, 'node_modules'));
  }
  for (const name of DEPENDENCIES) link(join(ROOT, 'node_modules', name), join(modules, name));
  return folder;
}

function link(target: string, path: string): void {
  if (existsSync(target)) symlinkSync(target, path);
}

function transpile(source: string, target: string): void {
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true };
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(
    target,
    transpileModule(readFileSync(source, 'utf8'), { compilerOptions, fileName: source }).outputText,
  );
}
