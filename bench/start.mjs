// Installs what only the bench depends on, if that is missing, and runs it.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bench = dirname(fileURLToPath(import.meta.url));

if (!existsSync(join(bench, 'node_modules'))) {
  console.log('Installing the peers to be measured: npm ci --prefix bench');
  run('npm', ['ci', '--prefix', bench]);
}
run(process.execPath, ['-C', 'source', '-r', 'ts-node/register', join(bench, 'main.ts'), ...process.argv.slice(2)]);

function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', cwd: dirname(bench) });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
