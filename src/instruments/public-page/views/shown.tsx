import { smallWidth } from '../../../platform/files/pictures.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Section } from '../../../ui/section.tsx';
import { Split } from '../../../ui/split.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { Picture, Story, StoryDay, StoryThing } from '../../../ui/story.tsx';
import { introOf } from '../actions/showing.ts';
import { words } from '../messages/index.ts';
import type { Original } from '../rules.ts';
import { Aside } from './aside.tsx';
import {
  HowTranslated,
  lastOf,
  Note,
  otherLang,
  type Parts,
  type ShownProps,
  SpokenWords,
} from './spoken.tsx';

/**
 * What everybody reads. The names of its parts in the vocabulary of schema.org stand in the HTML itself (microdata), so
 * that programs need no script of it.
 */
export function ShownMatter({ page, shown, picture, at, readIn, original }: ShownProps) {
  const t = words(page.locale);
  const { words: said } = shown;
  const { name, what } = introOf(shown);
  const day = (date: Date) => page.day(date);
  return (
    <div itemscope itemtype="https://schema.org/WebPage">
      <meta itemprop="inLanguage" content={page.locale} />
      {said.outAt && <meta itemprop="dateModified" content={said.outAt.toISOString()} />}
      <div itemprop="mainEntity" itemscope itemtype="https://schema.org/Project">
        <Stack gap="12">
          <Stack gap="1">
            <Intro
              state={
                said.endedAt
                  ? t('ended', { day: day(said.endedAt) })
                  : t('kicker', { city: page.frame.city.name })
              }
              title={<SpokenWords spoken={shown.spoken(name)} page={page} prop="name" />}
              lead={<SpokenWords spoken={shown.spoken(what)} page={page} prop="description" />}
            />
            <HowTranslated page={page} shown={shown} at={at} readIn={readIn} />
          </Stack>
          <Split aside={<Aside page={page} shown={shown} at={at} />}>
            {shown.texts.map(({ id, title, sections }) => (
              <Section key={id} title={<SpokenWords spoken={shown.spoken(title)} page={page} />} gap="6">
                {sections.map(({ block, of, says }) => (
                  <SectionShown
                    key={block}
                    page={page}
                    shown={shown}
                    heading={of}
                    text={says}
                    original={original}
                  />
                ))}
                <p class="small quiet">
                  {t('agreed', { day: day(lastOf(sections.map(({ agreedAt }) => agreedAt))) })}
                </p>
              </Section>
            ))}
            {shown.moments.length > 0 && (
              <Moments page={page} shown={shown} picture={picture} original={original} />
            )}
          </Split>
        </Stack>
      </div>
    </div>
  );
}

function SectionShown({
  page,
  shown,
  heading,
  text,
  original,
}: Parts & { heading: Original; text: Original }) {
  const spoken = shown.spoken(text);
  const matter = (
    <>
      <p class="text written" lang={otherLang(spoken, page)}>
        {spoken.text}
      </p>
      <Note page={page} spoken={spoken} of={text} original={original} />
    </>
  );
  if (!heading.text) return <Stack gap="2">{matter}</Stack>;
  return (
    <Section title={<SpokenWords spoken={shown.spoken(heading)} page={page} />} level={3} gap="2">
      {matter}
    </Section>
  );
}

function Moments({ page, shown, picture, original }: ShownProps) {
  const t = words(page.locale);
  return (
    <Section title={t('moments')}>
      <Story>
        {shown.moments.map((one) => {
          const said = shown.spoken(one.says.text ? one.says : one.pictures);
          return (
            <StoryDay key={one.moment} day={one.day} words={page.day(one.day)}>
              <StoryThing id={one.moment}>
                {one.words && (
                  <p>
                    <SpokenWords spoken={said} page={page} />
                  </p>
                )}
                {one.file && one.width && one.height && (
                  <Picture
                    href={picture(one.file)}
                    alt={shown.spoken(one.pictures).text}
                    width={one.width}
                    height={one.height}
                    within={smallWidth}
                  />
                )}
                <Note page={page} spoken={said} of={one.says} original={original} />
              </StoryThing>
            </StoryDay>
          );
        })}
      </Story>
    </Section>
  );
}
