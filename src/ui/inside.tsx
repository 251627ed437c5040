import type { ComponentChildren } from 'preact';
import type { Locale, Said } from '../platform/i18n/locale.ts';
import { languageName } from '../platform/i18n/names.ts';
import type { Crumb } from './crumbs.tsx';
import type { FormState } from './form-state.ts';
import type { PageFrame } from './frame.ts';
import { Layout } from './layout.tsx';
import { words } from './messages/index.ts';
import { Quoted } from './quoted.tsx';
import { Tabs } from './tabs.tsx';

type InsideProps = {
  frame: PageFrame;
  /** The words of the page's `h1`. */
  title: string;
  /** The partnership that the page is in. */
  partnership: { id: string; name: string; locale: Locale };
  /** What the way back calls this page, where its title would say nothing new. */
  here?: string;
  /** Pages between the partnership and this one. */
  above?: readonly Crumb[];
  /** The part of its title that people wrote, in their language. */
  said?: Said;
  errors?: FormState['errors'];
  children: ComponentChildren;
};

/**
 * A page inside a partnership, with the way back to it. The first page of a room leads to the others as well; on a
 * phone, where they would fill the screen before it begins, the way back does.
 */
export function Inside({
  frame,
  title,
  here = title,
  partnership,
  above = [],
  said,
  errors,
  children,
}: InsideProps) {
  const href = `/partnerships/${partnership.id}`;
  const named: Said = { text: partnership.name, lang: partnership.locale };
  const crumbs = [
    { href, label: partnership.name, said: named },
    ...(frame.way ?? []),
    ...above,
    { label: here, ...(said && { said }) },
  ];
  return (
    <Layout frame={frame} title={title} size="sm" crumbs={crumbs} hidden {...(errors && { errors })}>
      <p class="on-paper">
        <Quoted sentence={partnership.name} said={named} />
      </p>
      {partnership.locale !== frame.locale && (
        <p class="small quiet">
          {words(frame.locale)('inside.language', {
            language: languageName(partnership.locale, frame.locale),
          })}
        </p>
      )}
      {above.length === 0 && frame.inside && (
        <div class="beside-rooms">
          <Tabs items={frame.inside} label={partnership.name} />
        </div>
      )}
      {children}
    </Layout>
  );
}
