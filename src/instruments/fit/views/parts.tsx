import type { ComponentChildren } from 'preact';
import type { Page } from '../../../platform/http/page.ts';
import type { Locale } from '../../../platform/i18n/locale.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import type { FormState } from '../../../ui/form-state.ts';
import { Inside as InsidePage } from '../../../ui/inside.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { More } from '../../../ui/more.tsx';
import type { Inside } from '../../partnerships/actions.ts';
import { words } from '../messages/index.ts';
import { type Counts, type Grade, gradeOf } from '../rules.ts';

export function fitPath({ partnership }: Inside): string {
  return `/partnerships/${partnership.id}/fit`;
}

/**
 * A fit in words, with what was counted: "fits mostly (2 for, 1 against, 1 neither)". The fraction behind it, 1/4, would be
 * read as a quarter of something.
 */
export function fitWords(counts: Counts, page: Pick<Page, 'locale'>): string {
  const t = words(page.locale);
  const grade = gradeOf(counts);
  if (grade === undefined) return '–';
  return t('fit.said', { ...counts, grade: t(`grade.${String(grade) as Grade}`) });
}

type GoalsProps = {
  page: Page;
  goals: readonly { id: string; text: string; locale: Locale; removedAt: Date | null }[];
  /** Where goals of this kind are. */
  path: string;
  may: boolean;
  label: string;
};

/** Goals with what can be taken away, and what was. */
export function Goals({ page, goals, path, may, label }: GoalsProps) {
  const t = words(page.locale);
  const press = (id: string, text: string, end: 'removal' | 'return') => (
    <Form action={`${path}/${id}/${end}`}>
      <Button variant="tertiary" color="neutral" about={text}>
        {t(end === 'return' ? 'put-back' : 'take-away')}
      </Button>
    </Form>
  );
  const lines = (removed: boolean) =>
    goals
      .filter(({ removedAt }) => Boolean(removedAt) === removed)
      .map(({ id, text, locale }) => (
        <Line
          key={id}
          title={text}
          lang={page.langOf(locale)}
          end={may && press(id, text, removed ? 'return' : 'removal')}
        />
      ));
  const away = may ? lines(true) : [];
  return (
    <>
      <Lines label={label}>{lines(false)}</Lines>
      {away.length > 0 && (
        <More summary={t('taken-away', { n: away.length })}>
          <Lines>{away}</Lines>
        </More>
      )}
    </>
  );
}

type FrameProps = {
  page: Page;
  inside: Inside;
  title: string;
  /** Pages between the fit of all and this one. */
  above?: readonly { href: string; label: string }[];
  errors?: FormState['errors'] | undefined;
  children: ComponentChildren;
};

export function FitFrame({ page, inside, title, above = [], errors, children }: FrameProps) {
  return (
    <InsidePage
      frame={page.frame}
      title={title}
      partnership={inside.partnership}
      above={[{ href: fitPath(inside), label: words(page.locale)('title') }, ...above]}
      {...(errors && { errors })}
    >
      {children}
    </InsidePage>
  );
}
