import { forEachLeaf, mapTree, scalar } from '@pullback/core';
import { mul } from '@pullback/ops';

const tree = { a: scalar(1), layers: [scalar(2), { b: scalar(3), none: [] }] } as const;

it('every tensor is visited once, in order, with its path', () => {
  const visited: [string, number][] = [];
  forEachLeaf(tree, (tensor, path) => visited.push([path, tensor.item()]));
  expect(visited).toEqual([
    ['a', 1],
    ['layers[0]', 2],
    ['layers[1].b', 3],
  ]);
});

it('a tree that is one tensor has an empty path', () => {
  const paths: string[] = [];
  forEachLeaf(scalar(1), (_, path) => paths.push(path));
  expect(paths).toEqual(['']);
});

it('a mapped tree has the form of the original, which stays as it was', () => {
  const paths: string[] = [];
  const mapped = mapTree(tree, (tensor, path) => {
    paths.push(path);
    return mul(tensor, 10);
  });
  expect(paths).toEqual(['a', 'layers[0]', 'layers[1].b']);
  expect(Object.keys(mapped)).toEqual(['a', 'layers']);
  expect([mapped.a.item(), mapped.layers[0].item(), mapped.layers[1].b.item()]).toEqual([10, 20, 30]);
  expect(mapped.layers[1].none).toEqual([]);
  expect(tree.layers[1].b.item()).toBe(3);
});
