export type Message = { space: string; kind: string; n: number; subject?: string };

type Shared = { listeners: Set<(message: Message) => void>; leave: () => void };

const shared = new Map<string, Shared>();
/** Milliseconds: a page that leads to the next keeps the stream; a lost line is tried again after growing pauses. */
const grace = 5_000;
const pauses = [5_000, 15_000, 60_000, 300_000];

/** Hears the reader's stream, of which the browser has one: one tab holds it and passes on what comes. */
export function hear(reader: string, listener: (message: Message) => void): () => void {
  const stream = shared.get(reader) ?? begin(reader);
  stream.listeners.add(listener);
  return () => {
    stream.listeners.delete(listener);
    setTimeout(() => {
      if (stream.listeners.size === 0) stream.leave();
    }, grace);
  };
}

function begin(reader: string): Shared {
  const name = `samvirke-live-${reader}`;
  const tabs = new BroadcastChannel(name);
  const left = new AbortController();
  const listeners = new Set<(message: Message) => void>();
  const pass = (message: Message) => {
    for (const listener of listeners) listener(message);
  };
  tabs.onmessage = ({ data }) => pass(data as Message);
  const leave = () => {
    left.abort();
    tabs.close();
    shared.delete(reader);
  };
  const stream = { listeners, leave };
  // A page that is put aside holds no line.
  window.addEventListener('pagehide', leave, { signal: left.signal });
  shared.set(reader, stream);
  // Whoever gets the lock holds the stream until its tab goes; then the next one gets it.
  navigator.locks
    .request(
      name,
      { signal: left.signal },
      () =>
        new Promise<void>((resolve) => {
          hold((message) => {
            tabs.postMessage(message);
            pass(message);
          }, left.signal);
          left.signal.addEventListener('abort', () => resolve());
        }),
    )
    .catch(() => {});
  return stream;
}

function hold(tell: (message: Message) => void, left: AbortSignal): void {
  let tries = 0;
  let opened = false;
  const open = () => {
    if (left.aborted) return;
    const source = new EventSource('/live');
    left.addEventListener('abort', () => source.close());
    source.onopen = () => {
      tries = 0;
      // What came while the line was down nobody told.
      if (opened) tell({ space: '', kind: 'again', n: 0 });
      opened = true;
    };
    source.onmessage = ({ data }) => tell(JSON.parse(data) as Message);
    source.onerror = () => {
      // As long as it connects, the browser tries by itself.
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(open, pauses[Math.min(tries, pauses.length - 1)]);
      tries += 1;
    };
  };
  open();
}
