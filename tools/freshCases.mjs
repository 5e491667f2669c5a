// Runs the generated tests with many more cases, and a seed of its own: `npm run test:fresh`. What follows `--` goes to
// jest, and `SEED=1 RUNS=1000 npm run test:fresh` chooses both.

import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';

const { SEED = String(randomInt(2 ** 31)), RUNS = '500' } = process.env;
console.log(`SEED=${SEED} RUNS=${RUNS}`);
const given = ['node_modules/jest/bin/jest.js', 'packages/.*/test/generated', ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, given, { stdio: 'inherit', env: { ...process.env, SEED, RUNS } });
console.log(`SEED=${SEED} RUNS=${RUNS}`);
process.exitCode = status ?? 1;
