// A small transformer learns to write, character by character, like a text.

import { Random, type Tensor, tensor } from '@pullback/core';
import {
  AdamW,
  clipByNorm,
  crossEntropy,
  Dataset,
  Embedding,
  GELU,
  LayerNorm,
  Linear,
  Module,
  MultiHeadSelfAttention,
  oneCycle,
  predict,
  Sequential,
  train,
} from '@pullback/nn';
import { add, cumsum, mul, softmax } from '@pullback/ops';
import { TEXT } from './text';

const CONTEXT = 32;
const WIDTH = 48;
const HEADS = 4;
const EPOCHS = 5;
const BATCH = 32;
const random = new Random(1);

/** Each place looks back at those before it, then thinks by itself; what comes of it is added to what was there. */
class Block extends Module {
  readonly look = new Sequential(
    new LayerNorm(WIDTH),
    new MultiHeadSelfAttention(WIDTH, HEADS, { causal: true, random }),
  );
  readonly think = new Sequential(
    new LayerNorm(WIDTH),
    new Linear(WIDTH, 4 * WIDTH, { random }),
    new GELU(),
    new Linear(4 * WIDTH, WIDTH, { random }),
  );

  forward(x: Tensor<readonly [number, number, typeof WIDTH]>) {
    const seen = add(x, this.look.forward(x));
    return add(seen, this.think.forward(seen));
  }
}

/** Numbers of characters, `[n, length]`, become scores of the character that follows each, `[n, length, characters]`. */
class LanguageModel extends Module {
  readonly places = new Embedding(CONTEXT, WIDTH, { random });
  readonly blocks = new Sequential(new Block(), new Block(), new LayerNorm(WIDTH));
  readonly characters;
  readonly scores;

  constructor(count: number) {
    super();
    this.characters = new Embedding(count, WIDTH, { random });
    this.scores = new Linear(WIDTH, count, { random });
  }

  forward(text: Tensor<readonly [number, number]>) {
    const places = tensor(Int32Array.from({ length: text.shape[1] }, (_, place) => place));
    const x = add(this.characters.forward(text), this.places.forward(places));
    return this.scores.forward(this.blocks.forward(x));
  }
}

// Inputs are all windows of the text, targets the same one character on: at each place, what comes next.
const alphabet = [...new Set(TEXT)].sort();
const numbers = Array.from(TEXT, (character) => alphabet.indexOf(character));
const windows = (text: readonly number[]): Dataset => {
  const starts = text.slice(0, -CONTEXT).map((_, start) => start);
  const cut = (shift: number) => starts.map((start) => text.slice(start + shift, start + shift + CONTEXT));
  return new Dataset(tensor(cut(0), { dtype: 'int32' }), tensor(cut(1), { dtype: 'int32' }));
};
const border = Math.floor(0.9 * numbers.length);
const [data, validation] = [windows(numbers.slice(0, border)), windows(numbers.slice(border))];

const model = new LanguageModel(alphabet.length);
const parameters = model.parameters();
const size = Object.values(parameters).reduce((total, parameter) => total + parameter.size, 0);
console.log(`${TEXT.length} characters, ${alphabet.length} different; a model of ${size} numbers`);
console.log(`bits a character if all were alike: ${Math.log2(alphabet.length).toFixed(2)}\n`);

/** Goes on from `text`: draws each next character as the model sees its chances, sharpened by a temperature below 1. */
function write(text: string, length: number, temperature = 0.5): string {
  if (text.length >= length) return text;
  const seen = numbersOf(text.slice(-CONTEXT));
  const scores = predict(model, tensor([seen], { dtype: 'int32' })) as Tensor<readonly [number, number, number]>;
  const chances = softmax(mul(scores.slice([0, -1]), 1 / temperature)).toArray();
  return write(text + alphabet[drawn(chances as number[])], length, temperature);
}

function numbersOf(text: string): number[] {
  return Array.from(text, (character) => alphabet.indexOf(character));
}

function drawn(chances: readonly number[]): number {
  const sums = cumsum(tensor(chances)).toArray();
  const draw = random.next();
  const place = sums.findIndex((sum) => sum > draw);
  return place < 0 ? chances.length - 1 : place;
}

const bits = (loss: number): string => (loss / Math.LN2).toFixed(2);

train(model, {
  data,
  validation,
  loss: crossEntropy,
  optimizer: new AdamW(parameters, {
    learningRate: oneCycle(0.005, { steps: EPOCHS * Math.ceil(data.size / BATCH) }),
  }),
  epochs: EPOCHS,
  batchSize: BATCH,
  random,
  clip: (gradients) => clipByNorm(gradients, 1),
  callbacks: [
    {
      onEpoch(_, { epoch, loss, validation }) {
        console.log(`epoch ${epoch}: ${bits(loss)} bits a character, ${bits(validation!.loss)} on the text held out`);
        console.log(`  ${write('The ', 90).trimEnd()}`);
      },
    },
  ],
});
