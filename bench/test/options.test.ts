import { isNamed } from '../contenders';
import { parseOptions } from '../options';
import { batches } from '../workloads';
import { GROUPS } from '../workloads/workload';

test('without options everything is measured, on one thread', () => {
  expect(parseOptions([])).toMatchObject({ only: GROUPS, without: [], rounds: 15, threads: 1 });
});

test('options choose groups, contenders, rounds and threads', () => {
  const args = ['--only', 'networks,chain', '--rounds', '5', '--without', 'tfjs', '--threads', 'all'];
  expect(parseOptions(args)).toMatchObject({
    only: ['networks', 'chain'],
    without: ['tfjs'],
    rounds: 5,
    threads: 'all',
  });
});

test('a family goes with all its members', () => {
  expect(['tfjs-cpu', 'tfjs-wasm', 'jax-jit'].map((id) => isNamed(id, ['tfjs', 'jax-eager']))).toEqual([
    true,
    true,
    false,
  ]);
});

test('every group has workloads, and every workload a name of its own', () => {
  const workloads = batches.flat();
  expect(new Set(workloads.map(({ group }) => group))).toEqual(new Set(GROUPS));
  expect(new Set(workloads.map(({ name }) => name)).size).toBe(workloads.length);
});
