import type { TestTown } from '../../testing.ts';

/** The mails since it was last asked, with their words on one line. */
export async function takeMails(town: TestTown) {
  await town.settle();
  return town.mails.splice(0).map((mail) => ({
    to: mail.to[0]!.address!,
    subject: mail.subject!,
    text: mail.text!.replace(/\s+/g, ' '),
    lines: mail.text!.split('\n'),
    header: (name: string) => mail.headers.find(({ key }) => key === name)?.value,
  }));
}

/** On to the next time at which the city's clocks show this hour. */
export async function toHour(town: TestTown, hour: number): Promise<void> {
  const { timeZone } = await town.house.city.get();
  const now = await town.database.system(async (tx) => tx.now);
  const there = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' });
  const hours = (hour - Number(there.format(now)) + 24) % 24 || 24;
  await town.moveTime(`${hours} hours`);
}
