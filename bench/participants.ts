// Who of those that may be measured is here.

import { Contender, type ContenderCommand } from './contender';
import { type ContenderOptions, isNamed, KERNEL_SETS, peers, pullback } from './contenders';
import type { Greeting } from './protocol';
import type { Absent, Participant } from './report/report';

/** A greeting takes no work, only the loading of code. */
const PATIENCE = 60;

export interface Participants {
  readonly commands: readonly ContenderCommand[];
  readonly participants: readonly Participant[];
  readonly absent: readonly Absent[];
  /** This project, with the kernels that it comes with. */
  readonly base: string;
}

export async function findParticipants(
  options: ContenderOptions & { readonly without: readonly string[] },
): Promise<Participants> {
  const [commands, participants, absent] = [[], [], []] as [ContenderCommand[], Participant[], Absent[]];
  const candidates = [...KERNEL_SETS.map((set) => pullback(set, options)), ...peers(options)];
  for (const command of candidates.filter(({ id }) => !isNamed(id, options.without))) {
    const greeting = await greetingOf(command);
    const { id, title } = command;
    if ('absent' in greeting) {
      absent.push({ title, reason: greeting.absent });
    } else {
      commands.push(command);
      participants.push({ id, title, ...greeting });
    }
  }
  const ours = await greetingOf(pullback(undefined, options));
  return { commands, participants, absent, base: 'notes' in ours ? `pullback-${ours.notes?.split(' ')[0]}` : '' };
}

async function greetingOf(command: ContenderCommand): Promise<Greeting> {
  const { contender, greeting } = await Contender.start(command, PATIENCE);
  await contender.stop();
  return greeting;
}
