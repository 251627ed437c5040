import { type Caught, openSink } from '../src/testing-sink.ts';

export type Mail = Caught;

/** Longest time a mail may take, in milliseconds: journal, queue and mail server on a busy machine. */
const patience = 60_000;

/** Takes in the mail of a city, for everybody. Each mail is read once. */
export async function openMailbox() {
  const unread: Mail[] = [];
  const waiting = new Set<() => void>();
  const sink = await openSink((mail) => {
    unread.push(mail);
    for (const look of waiting) look();
  });

  function next(address: string, wanted: (mail: Mail) => boolean): Promise<Mail> {
    const take = () => {
      const at = unread.findIndex((mail) => mail.to.some((to) => to.address === address) && wanted(mail));
      return at === -1 ? undefined : unread.splice(at, 1)[0];
    };
    const taken = take();
    if (taken) return Promise.resolve(taken);
    return new Promise<Mail>((resolve, reject) => {
      const look = () => {
        const mail = take();
        if (!mail) return;
        end();
        resolve(mail);
      };
      const late = setTimeout(() => {
        end();
        const came = unread.map((mail) => `${mail.to[0]?.address}: ${mail.subject}`).join('\n');
        reject(new Error(`No mail came to ${address}. Unread are:\n${came || 'none'}`));
      }, patience);
      const end = () => {
        clearTimeout(late);
        waiting.delete(look);
      };
      waiting.add(look);
    });
  }

  return {
    smtp: sink.url,
    /** Everything that ever came. */
    all: sink.mails,
    /** The next unread mail to an address; waits until it comes. News of partnerships come when they come: not those. */
    next: (address: string) => next(address, (mail) => !isNews(mail)),
    /** The next unread news of partnerships to an address. */
    nextNews: (address: string) => next(address, isNews),
    close: sink.close,
  };
}

/** One can unsubscribe from news, and from nothing else. */
function isNews({ headers }: Mail): boolean {
  return headers.some(({ key }) => key === 'list-unsubscribe');
}

/** The one link of a mail that leads into the city. */
export function linkIn(mail: Mail, city: { url: string }): string {
  const found = mail.text?.match(/https?:\/\/[^\s)>\]]+/g)?.filter((link) => link.startsWith(city.url)) ?? [];
  const links = [...new Set(found)];
  if (links.length !== 1) throw new Error(`A mail has one link, not ${links.length}:\n${mail.text}`);
  return links[0]!;
}
