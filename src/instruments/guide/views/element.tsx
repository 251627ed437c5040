import { guideOf } from '../../../guide/adapted.ts';
import { type Element, elements } from '../../../guide/elements.ts';
import { lessonsOf } from '../../../guide/lessons.ts';
import { readings } from '../../../guide/library.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Intro } from '../../../ui/intro.tsx';
import { Layout } from '../../../ui/layout.tsx';
import { LessonLine } from '../../../ui/lesson-line.tsx';
import { Link } from '../../../ui/link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Split } from '../../../ui/split.tsx';
import { words } from '../messages/index.ts';
import { Changed } from './adapting.tsx';

type Props = { page: Page; element: Element };

/** One step of the method, on one page. */
export function ElementPage({ page, element }: Props) {
  const t = words(page.locale);
  const { phases, elements: texts } = guideOf(page.city, page.locale);
  const text = texts[element.id];
  const crumbs = [
    { href: '/guide', label: t('nav') },
    { href: `/guide#${element.phase}`, label: phases[element.phase].name },
    { label: text.name },
  ];
  return (
    <Layout frame={page.frame} title={text.name} crumbs={crumbs}>
      <Intro title={text.name} lead={text.about} />
      <Split aside={<Beside page={page} element={element} />}>
        <Section title={t('why')}>
          <p class="text">{text.why}</p>
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
        <Section title={t('questions')}>
          <p class="text quiet">{t('questions.lead')}</p>
          <div class="text">
            <ul>
              {Object.entries(text.questions).map(([code, question]) => (
                <li key={code} id={code}>
                  {question}
                </li>
              ))}
            </ul>
          </div>
        </Section>
        <Changed page={page} element={element} />
        <Neighbours page={page} element={element} />
      </Split>
    </Layout>
  );
}

function Beside({ page, element }: Props) {
  const t = words(page.locale);
  const text = guideOf(page.city, page.locale).elements[element.id];
  const lessons = lessonsOf(element.id, page.locale);
  const helping = readings.filter((reading) => reading.elements.includes(element.id));
  return (
    <>
      <Section title={t('who')} ruled>
        <p>{text.who}</p>
      </Section>
      <Section title={t('time')} ruled>
        <p>{text.time}</p>
      </Section>
      {lessons.length > 0 && (
        <Section title={t('lessons')} ruled>
          {lessons.map((lesson) => (
            <LessonLine key={lesson.href} lesson={lesson} />
          ))}
        </Section>
      )}
      {helping.length > 0 && (
        <Section title={t('further')} ruled>
          {helping.map(({ id, href, title, lang }) => (
            <p key={id} class="small">
              <a class="ds-link" href={href} lang={lang}>
                {title}
              </a>
            </p>
          ))}
        </Section>
      )}
      <Section title={t('from')} ruled>
        <p class="small">{t(`from.${element.from[0]!}`)}</p>
        <p class="small">
          <Link href="/guide/method">{t('from.more')}</Link>
        </p>
      </Section>
    </>
  );
}

function Neighbours({ page, element }: Props) {
  const t = words(page.locale);
  const { elements: texts } = guideOf(page.city, page.locale);
  const at = elements.indexOf(element);
  const beside = [
    ['before', elements[at - 1]],
    ['next', elements[at + 1]],
  ] as const;
  return (
    <nav class="stack" data-gap="1" aria-label={t('steps')}>
      {beside.map(
        ([way, other]) =>
          other && (
            <p key={way}>
              {t(way)}: <Link href={`/guide/${other.id}`}>{texts[other.id].name}</Link>
            </p>
          ),
      )}
    </nav>
  );
}
