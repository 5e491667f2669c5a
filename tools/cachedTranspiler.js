// TypeScript for ts-node, each file transpiled once and kept in node_modules/.cache: after the first run programs start at once.

const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const ts = require('typescript');

const FOLDER = join(__dirname, '../node_modules/.cache/pullback-transpiled');

exports.create = ({ service }) => {
  const compilerOptions = service.config.options;
  mkdirSync(FOLDER, { recursive: true });
  return {
    transpile(source, { fileName }) {
      const key = JSON.stringify([ts.version, compilerOptions, fileName, source]);
      const file = join(FOLDER, `${createHash('sha256').update(key).digest('hex')}.json`);
      const known = read(file);
      if (known !== undefined) return known;
      const output = ts.transpileModule(source, { fileName, compilerOptions, reportDiagnostics: true });
      if (output.diagnostics.length === 0) write(file, output);
      return output;
    },
  };
};

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Under another name first: programs that start at the same time read all of it, or nothing. */
function write(file, output) {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify(output));
  renameSync(unfinished, file);
}
