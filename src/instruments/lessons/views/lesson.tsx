import { guideOf } from '../../../guide/adapted.ts';
import { type Lesson, type LessonText, lessons, lessonsIn } from '../../../guide/lessons.ts';
import { readings } from '../../../guide/library.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Quote } from '../../../ui/quote.tsx';
import { Section } from '../../../ui/section.tsx';
import { Split } from '../../../ui/split.tsx';
import { words } from '../messages/index.ts';
import type { Training } from '../store.ts';
import { BriefTrainings } from './trainings.tsx';

type Props = { page: Page; lesson: Lesson; nearest: readonly Training[] };

/** One lesson, read in three minutes. */
export function LessonPage({ page, lesson, nearest }: Props) {
  const t = words(page.locale);
  const text = lessonsIn(page.locale)[lesson.id];
  const crumbs = [
    { href: '/guide', label: t('guide') },
    { href: '/guide/lessons', label: t('title') },
    { label: text.title },
  ];
  return (
    <Layout frame={page.frame} title={text.title} crumbs={crumbs}>
      <Intro title={text.title} lead={text.about} state={t('minutes')} />
      <Split aside={<Beside page={page} lesson={lesson} nearest={nearest} />}>
        <Section title={t('wrong')}>
          <p class="text">{text.wrong}</p>
        </Section>
        <Section title={t('do')}>
          <div class="text">
            <ol>
              {text.do.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </div>
        </Section>
        <Section title={t('example')}>
          <Quote>{text.example}</Quote>
        </Section>
        <SelfCheck page={page} check={text.check} />
        <Neighbours page={page} lesson={lesson} />
      </Split>
    </Layout>
  );
}

/** Each choice opens what there is to say of it: in the browser alone, with scripts or without. */
function SelfCheck({ page, check }: { page: Page; check: LessonText['check'] }) {
  const t = words(page.locale);
  return (
    <Section title={t('check')} id="check" gap="6">
      <p class="text quiet">{t('check.lead')}</p>
      {check.map(({ question, choices }) => (
        <Section key={question} level={3} title={question} size="xs" gap="2">
          <div class="text stack" data-gap="2">
            {choices.map(({ choice, says }) => (
              <More key={choice} summary={choice}>
                <p>{says}</p>
              </More>
            ))}
          </div>
        </Section>
      ))}
    </Section>
  );
}

function Beside({ page, lesson, nearest }: Props) {
  const t = words(page.locale);
  const { elements: steps } = guideOf(page.city, page.locale);
  const helping = readings.filter(({ id }) => lesson.readings.includes(id));
  return (
    <>
      <Section title={t('when')} ruled>
        <p>{lessonsIn(page.locale)[lesson.id].when}</p>
      </Section>
      <Section title={t('on')} ruled>
        <ul class="stack" data-gap="2">
          {lesson.elements.map((id) => (
            <li key={id}>
              <Link href={`/guide/${id}`}>{steps[id].name}</Link>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('training')} ruled>
        <p class="small">{t(nearest.length > 0 ? 'training.of' : 'training.none')}</p>
        <BriefTrainings page={page} trainings={nearest} />
        <p class="small">
          <Link href="/training">{t('training.all')}</Link>
        </p>
      </Section>
      <Section title={t('further')} ruled>
        {helping.map(({ id, href, title, lang }) => (
          <p key={id} class="small">
            <Link href={href} lang={lang}>
              {title}
            </Link>
          </p>
        ))}
        <p class="small">
          <Link href="/guide/method">{t('method')}</Link>
        </p>
      </Section>
    </>
  );
}

function Neighbours({ page, lesson }: { page: Page; lesson: Lesson }) {
  const t = words(page.locale);
  const at = lessons.findIndex(({ id }) => id === lesson.id);
  const beside = [
    ['before', lessons[at - 1]],
    ['next', lessons[at + 1]],
  ] as const;
  return (
    <nav class="stack" data-gap="1" aria-label={t('others')}>
      {beside.map(
        ([way, other]) =>
          other && (
            <p key={way}>
              {t(way)}:{' '}
              <Link href={`/guide/lessons/${other.id}`}>{lessonsIn(page.locale)[other.id].title}</Link>
            </p>
          ),
      )}
    </nav>
  );
}
