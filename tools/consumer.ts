// Checked against the built types only, by checkBuild.mjs: what a user's program relies on.

import { Parameter, Tape, type Tensor, zeros } from '@pullback/core';
import { checkGradients } from '@pullback/inspect';
import { type Checkpoint, SGD, sumSquaredError } from '@pullback/nn';
import { fromCsv, loadCheckpoint } from '@pullback/nn/node';
import { matmul, relu } from '@pullback/ops';

const x = zeros([64, 100]);
const weights = { w: new Parameter(zeros([100, 8])) };
const tape = new Tape();
const loss: Tensor<readonly []> = tape.record(() => sumSquaredError(x.matmul(weights.w).relu(), zeros([64, 8])));
new SGD(weights, { learningRate: 0.1 }).step(tape.gradient(loss, weights));
export const isRight: boolean = checkGradients(relu, zeros([3], { dtype: 'float64' })).isRight;
export const checkpoint: () => Checkpoint = () => loadCheckpoint('model.safetensors');
export const samples: number = fromCsv('a,b\n1,2\n', { label: 'b' }).dataset.size;

// @ts-expect-error 100 and 1000 do not go together
matmul(zeros([64, 1000]), weights.w);
