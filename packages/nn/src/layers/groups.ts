import { ShapeError } from '@pullback/core';
import { checkSize } from './checks';

/** @throws ShapeError unless all are whole numbers ≥ 1, and `groups` divides the channels. */
export function checkGroups(layer: string, inputChannels: number, outputChannels: number, groups: number): void {
  checkSize(layer, 'the number of input channels', inputChannels);
  checkSize(layer, 'the number of output channels', outputChannels);
  checkSize(layer, 'the number of groups', groups);
  for (const channels of [inputChannels, outputChannels]) {
    if (channels % groups === 0) continue;
    throw new ShapeError(
      `${layer}: groups must divide the channels, got ${inputChannels} and ${outputChannels} channels and ${groups} groups ` +
        `(${channels} is not a multiple of ${groups}).`,
    );
  }
}
