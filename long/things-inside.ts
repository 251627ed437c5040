/** Sends a form and tells where it leads. */
type Send = (path: string, form: Record<string, string>) => Promise<string>;

/** Puts into the rooms of a partnership what the sample has nothing of yet, so that links lead to their pages. */
export async function fillRooms(
  talks: string,
  { send, read, day }: { send: Send; read: (path: string) => Promise<string>; day: string },
): Promise<void> {
  const at = { day, time: '12:00' };
  const asked = { about: '', opens: 'all', ...at };
  await send(`${talks}/strategy`, asked);
  await send(`${talks}/structure`, asked);
  await send(`${talks}/past/hurt`, at);
  await send(`${talks}/differences`, { title: 'Who decides', ...asked });
  const found = async (path: string, pattern: RegExp) => {
    const match = pattern.exec(await read(path));
    if (!match) throw new Error(`Nothing like ${pattern} on ${path}`);
    return match;
  };
  const [, partner] = await found(`${talks}/statements`, /\/statements\/partners\/([0-9a-f-]{36})/);
  await send(`${talks}/statements/partners/${partner}`, { expertise: 'Soil', go: 'give' });
  await send(`${talks}/statements/trials`, { what: 'Bread', who: 'Both', until: day, knownBy: 'Crumbs' });
  const relation = await send(`${talks}/continuity`, { partner: partner!, toName: 'Mill' });
  await send(`${relation}/holders`, { roleName: 'Head of parks', department: 'Parks', ends: 'open' });
  await send(`${talks}/fit/goals`, { goal: 'Fair prices' });
  await send(`${talks}/fit/own/goals`, { goal: 'More members' });
  const [, says] = await found(`${talks}/fit/own/rating`, /name="(says-[0-9a-f-]+)"/);
  await send(`${talks}/fit/own/rating`, { [says!]: 'neutral' });
  await send(`${talks}/transition/proposals`, { choice: 'go', text: 'Now' });
  const group = { purpose: 'Cooks', review: '1.6.2030' };
  const kitchen = await send(`${talks}/groups`, { ...group, name: 'Kitchen' });
  await send(`${talks}/groups`, { ...group, name: 'Ovens', above: kitchen.split('/').at(-1)! });
  const rules = { results: 'open', quorum: '1', ...at };
  const soups = { way: 'consent', title: 'Two soups', text: 'We cook two.', ...rules };
  const proposal = await send(`${talks}/decisions`, soups);
  // An objection of another partner, which does not sign in: one's own is not set aside.
  const [, silent] = await found(proposal, /\/voice\?partner=([0-9a-f-]{36})/);
  const objects = { version: '1', stance: 'objection', reason: 'One is enough' };
  await send(`${proposal}/voice`, { ...objects, partner: silent!, how: 'phone', on: '1.1.2026' });
  await send(`${proposal}/talk`, { text: 'Which *pot*?' });
  await send(`${talks}/decisions`, { way: 'score', title: 'Where', options: 'School\nHome', ...rules });
  const [, other] = await found(`${talks}/disputes/new`, /name="with" [^>]*value="([0-9a-f-]{36})"/);
  const disputed = { about: 'money', happened: 'We paid twice.', wants: 'You pay next.', with: other! };
  const ladder = ['raised', 'direct', 'facilitated', 'mediator'];
  // One that is only raised, one that needs somebody who helps, one that all decide, and one that is over.
  for (const [title, steps] of [
    ['Bread', 0],
    ['Salt', 2],
    ['Soup', 4],
  ] as const) {
    const dispute = await send(`${talks}/disputes`, { title, ...disputed });
    for (const from of ladder.slice(0, steps))
      await send(`${dispute}/step`, { from, reason: 'It does not move' });
  }
  const over = await send(`${talks}/disputes`, { title: 'Pepper', ...disputed });
  await send(`${over}/withdrawal`, {});
  await send(`${talks}/adoptions`, { way: 'consent', days: '9', quorum: '1', because: 'It is quicker' });
  await send(`${talks}/delegation/change`, {});
  await send(`${talks}/delegation/rules`, { kind: 'daily', area: 'Rota', who: 'all' });
  await send(`${talks}/moving-on/proposals`, { choice: 'close', text: 'It is done' });
  await send(`${talks}/moving-on/items`, { kind: 'asset', what: 'A pot' });
  await send(`${talks}/public/versions`, { what: 'We cook together' });
}
