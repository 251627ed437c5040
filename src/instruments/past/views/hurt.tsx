import type { Shown } from '../../../mechanisms/sealed-round/alone/asked.ts';
import { AskedAlone, WhereItStands } from '../../../mechanisms/sealed-round/alone/shown.tsx';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { words } from '../messages/index.ts';
import { pastOf } from './parts.tsx';

/** What still hurts: answered alone, opened together. */
export function HurtPage(shown: Shown) {
  const { page, at, again } = shown;
  const t = words(page.locale);
  const { partnership } = at.inside;
  return (
    <InsidePage
      frame={page.frame}
      title={t('hurt')}
      partnership={partnership}
      above={[{ href: pastOf(partnership.id), label: t('title') }]}
      {...(again && { errors: again.state.errors })}
    >
      <Stack gap="12">
        <Intro title={t('hurt')} lead={t('hurt.about')} state={<WhereItStands page={page} at={at} />} />
        <AskedAlone {...shown} />
      </Stack>
    </InsidePage>
  );
}
