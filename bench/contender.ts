// A contender's process, asked and answered line by line.

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Greeting, Reply, Request } from './protocol';

/** How a contender is started. */
export interface ContenderCommand {
  /** As `--without` knows it: `tfjs-wasm` goes with `tfjs` too. */
  readonly id: string;
  readonly title: string;
  readonly command: readonly [string, ...string[]];
  readonly environment: NodeJS.ProcessEnv;
}

type Process = ChildProcessByStdio<Writable, Readable, Readable>;

/** How much of what it wrote to its standard error is kept, and is worth showing. */
const KEPT = 10_000;
const LAST_WORDS = 400;

export class Contender {
  private readonly lines: AsyncIterator<string>;
  private readonly exited: Promise<unknown>;
  private errors = '';

  private constructor(
    private readonly child: Process,
    private readonly patience: number,
  ) {
    this.lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    this.exited = new Promise((resolve) => child.once('close', resolve).once('error', resolve));
    child.stderr.on('data', (text) => {
      this.errors = (this.errors + text).slice(-KEPT);
    });
    // A process that died is found out when its reply does not come.
    child.stdin.on('error', () => undefined);
  }

  /** Starts the process, and waits until it says who it is. A reply may take `patience` seconds. */
  static async start(
    { command: [program, ...args], environment }: ContenderCommand,
    patience: number,
  ): Promise<{ contender: Contender; greeting: Greeting }> {
    const child = spawn(program, args, { env: environment, stdio: ['pipe', 'pipe', 'pipe'] });
    const contender = new Contender(child, patience);
    try {
      return { contender, greeting: (await contender.hear()) as Greeting };
    } catch (error) {
      await contender.stop();
      return { contender, greeting: { absent: (error as Error).message } };
    }
  }

  async ask(request: Request): Promise<Reply> {
    this.child.stdin.write(`${JSON.stringify(request)}\n`);
    try {
      return (await this.hear()) as Reply;
    } catch (error) {
      return { failure: (error as Error).message };
    }
  }

  async stop(): Promise<void> {
    this.child.stdin.end();
    this.child.kill('SIGKILL');
    await this.exited;
  }

  private async hear(): Promise<unknown> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${this.patience} s`)), this.patience * 1000);
    });
    try {
      for (;;) {
        const { done, value } = await Promise.race([this.lines.next(), timeout]);
        if (done) throw new Error(`its process ended: ${lastWords(this.errors)}`);
        // Peers write to standard output too.
        if (value.startsWith('{')) return JSON.parse(value);
      }
    } finally {
      clearTimeout(timer);
    }
  }
}

/** The message of the error that ended a process, without its stack; the end of what it wrote, if that tells of none. */
function lastWords(errors: string): string {
  const message = /^\w*Error: (.*)$/m.exec(errors)?.[1];
  return message ?? (errors.trim().slice(-LAST_WORDS) || 'without a word');
}
