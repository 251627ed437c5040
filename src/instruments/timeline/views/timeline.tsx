import { smallWidth } from '../../../platform/files/pictures.ts';
import type { Page } from '../../../platform/http/page.ts';
import { writeDate } from '../../../platform/i18n/dates.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { Inside as InsideLayout } from '../../../ui/inside.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { Quoted } from '../../../ui/quoted.tsx';
import { Section } from '../../../ui/section.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { Picture, Story, StoryDay, StoryThing } from '../../../ui/story.tsx';
import type { Inside } from '../../partnerships/actions.ts';
import { mayChange } from '../access.ts';
import type { Chapter, Told } from '../actions.ts';
import { words } from '../messages/index.ts';
import { folded, inRuns } from '../rules.ts';
import type { Moment } from '../store.ts';

type Props = {
  page: Page;
  inside: Inside;
  chapter: Chapter;
  asked: { tour: boolean; entry: string; moment: string };
};

export function TimelinePage({
  page,
  inside,
  chapter: { told, next },
  asked: { tour, entry, moment },
}: Props) {
  const t = words(page.locale);
  const { partnership, contributes } = inside;
  const path = `/partnerships/${partnership.id}/timeline`;
  const begins = !entry && !moment;
  const title = t(tour ? 'tour' : 'title');
  const more = next && new URLSearchParams({ ...(tour && { tour: '1' }), ...next }).toString();
  return (
    <InsideLayout
      frame={page.frame}
      title={title}
      partnership={partnership}
      {...(tour && { above: [{ href: path, label: t('title') }] })}
    >
      <Stack gap="12">
        <Stack gap="6">
          <Intro title={title} {...(told.length > 0 && { lead: t(tour ? 'tour.lead' : 'lead') })} />
          <div class="row on-screen">
            {contributes && !tour && <ButtonLink href={`${path}/new`}>{t('add')}</ButtonLink>}
            {!tour && begins && told.length > 0 && <Link href={`${path}?tour=1`}>{t('tour.link')}</Link>}
            {!tour && !begins && <Link href={path}>{t('newest')}</Link>}
            {tour && <Link href={path}>{t('tour.whole')}</Link>}
          </div>
        </Stack>
        {told.length === 0 ? (
          <Empty title={t(tour ? 'empty.tour' : 'empty')}>
            {t(contributes ? 'empty.next' : 'empty.look')}
          </Empty>
        ) : (
          inRuns(told, ({ day }) => day.slice(0, 7)).map((month) => (
            <Month key={month.of} page={page} month={month} path={path} inside={inside} />
          ))
        )}
        <Pager href={more && `${path}?${more}`} label={t(tour ? 'tour.on' : 'older')} />
      </Stack>
    </InsideLayout>
  );
}

type MonthProps = {
  page: Page;
  month: { of: string; items: readonly Told[] };
  path: string;
  inside: Inside;
};

function Month({ page, month, path, inside }: MonthProps) {
  const t = words(page.locale);
  const where = { locale: page.locale, timeZone: page.city.timeZone };
  return (
    <Section title={writeDate(`${month.of}-01`, 'month', where)}>
      <Story>
        {inRuns(month.items, ({ day }) => day).map(({ of: day, items }) => (
          <StoryDay key={day} day={day} words={writeDate(day, 'weekday', where)}>
            {folded(items, ({ kind }) => kind).map(({ first, more }) => (
              <StoryThing key={first.id} id={first.id}>
                {first.moment ? (
                  <MomentView
                    page={page}
                    moment={first.moment}
                    lang={inside.partnership.locale}
                    {...(mayChange(page.scope, inside, first.moment) && { change: `${path}/${first.id}` })}
                  />
                ) : (
                  <Entry page={page} told={first} />
                )}
                {more.length > 0 && (
                  <More summary={t('like', { n: more.length })}>
                    <ul class="story-things">
                      {more.map((one) => (
                        <StoryThing key={one.id} id={one.id}>
                          <Entry page={page} told={one} />
                        </StoryThing>
                      ))}
                    </ul>
                  </More>
                )}
              </StoryThing>
            ))}
          </StoryDay>
        ))}
      </Story>
    </Section>
  );
}

/** At what time, and what happened. */
function Entry({ page, told: { at, href, sentence } }: { page: Page; told: Told }) {
  const time = at && writeDate(at, 'time', { locale: page.locale, timeZone: page.city.timeZone });
  return (
    <p>
      {time && (
        <span class="small quiet">
          <time dateTime={at.toISOString()}>{time}</time>{' '}
        </span>
      )}
      {href ? (
        <Link href={href} quiet>
          {sentence}
        </Link>
      ) : (
        sentence
      )}
    </p>
  );
}

function MomentView({
  page,
  moment,
  lang,
  change,
}: {
  page: Page;
  moment: Moment;
  /** The language of the partnership. */
  lang: Locale;
  change?: string;
}) {
  const t = words(page.locale);
  const { text, shows, by, changedBy } = moment;
  const said = [by && t('by', { name: by }), changedBy && t('changedBy', { name: changedBy })].filter(
    Boolean,
  );
  return (
    <>
      {text && (
        <p>
          <strong>
            <Quoted sentence={text} said={{ text, lang }} />
          </strong>
        </p>
      )}
      <MomentPicture moment={moment} />
      {(said.length > 0 || change) && (
        <p class="small quiet">
          {said.join(' · ')}
          {change && (
            <span class="on-screen">
              {said.length > 0 && ' · '}
              <Link href={change} quiet>
                {t('change')}
                <span class="ds-sr-only">: {text || shows}</span>
              </Link>
            </span>
          )}
        </p>
      )}
    </>
  );
}

export function MomentPicture({ moment: { file, width, height, shows } }: { moment: Moment }) {
  if (!file || !width || !height) return null;
  return <Picture href={`/files/${file}`} alt={shows} width={width} height={height} within={smallWidth} />;
}
