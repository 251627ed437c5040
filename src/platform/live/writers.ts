type Writing = { space: string; subject: string; person: string };

/** Milliseconds until somebody who says nothing any more counts as gone: more than twice the pause of the browser. */
const forgotten = 50_000;
const sweep = 10_000;
/** Texts that are kept in mind at most; nothing hangs on it but a hint. */
const mostTexts = 5_000;

export type Writers = {
  set(writing: Writing, writes: boolean): void;
  others(subject: string, person: string | undefined): number;
  list(): { space: string; subject: string }[];
  close(): void;
};

/** Who has which text open to change it, as far as this program knows. Kept in memory, for a minute. */
export function writersOn(changed: (space: string, subject: string) => void): Writers {
  const texts = new Map<string, { space: string; people: Map<string, number> }>();
  let clock: NodeJS.Timeout | undefined;

  function drop(subject: string, gone: (person: string, until: number) => boolean): void {
    const text = texts.get(subject);
    if (!text) return;
    const before = text.people.size;
    for (const [person, until] of text.people) if (gone(person, until)) text.people.delete(person);
    if (text.people.size === 0) texts.delete(subject);
    if (text.people.size !== before) changed(text.space, subject);
    if (texts.size === 0) {
      clearInterval(clock);
      clock = undefined;
    }
  }

  return {
    set({ space, subject, person }, writes) {
      const text = texts.get(subject);
      if (text && text.space !== space) return;
      if (!writes) return drop(subject, (one) => one === person);
      if (!text && texts.size >= mostTexts) return;
      const people = text?.people ?? new Map<string, number>();
      if (!text) texts.set(subject, { space, people });
      const isNew = !people.has(person);
      people.set(person, Date.now() + forgotten);
      clock ??= setInterval(() => {
        const now = Date.now();
        for (const one of [...texts.keys()]) drop(one, (_, until) => until < now);
      }, sweep).unref();
      if (isNew) changed(space, subject);
    },
    others(subject, person) {
      const people = texts.get(subject)?.people;
      return people ? people.size - Number(people.has(person ?? '')) : 0;
    },
    list: () => [...texts].map(([subject, { space }]) => ({ space, subject })),
    close: () => clearInterval(clock),
  };
}
