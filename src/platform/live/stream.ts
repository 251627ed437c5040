import type { Message } from './live.ts';

/** One server-sent stream (HTML, section 9.2). */
export type Stream = {
  readonly body: ReadableStream<Uint8Array>;
  send(message: Message): void;
  /** Nothing, so that nobody on the way takes the line for dead. */
  beat(): void;
  end(): void;
};

/** Messages that may wait for a reader who does not take them. */
const mostWaiting = 100;

/** `gone` is called once, whoever ended it. */
export function openStream(gone: () => void): Stream {
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(begun) {
      controller = begun;
    },
    cancel() {
      if (!controller) return;
      controller = undefined;
      gone();
    },
  });
  function end(): void {
    if (!controller) return;
    const ending = controller;
    controller = undefined;
    ending.close();
    gone();
  }
  function write(text: string): void {
    if (!controller) return;
    if ((controller.desiredSize ?? 0) < -mostWaiting) end();
    else controller.enqueue(encoder.encode(text));
  }
  // After a restart all come again: each after a pause of its own.
  write(`retry: ${3_000 + Math.round(Math.random() * 4_000)}\n\n`);
  return {
    body,
    send: (message) => write(`data: ${JSON.stringify(message)}\n\n`),
    beat: () => write(':\n\n'),
    end,
  };
}
