import {
  type Block,
  isLeftOut,
  isToLeaveOut,
  numbered,
} from '../../../mechanisms/living-document/standing.ts';
import type { WrittenDown } from '../../../mechanisms/living-document/store.ts';
import { differences } from '../../../platform/differences.ts';
import type { Page } from '../../../platform/http/page.ts';
import { Agreed } from '../../../ui/agreed.tsx';
import { Button } from '../../../ui/button.tsx';
import { Differences } from '../../../ui/differences.tsx';
import { Form } from '../../../ui/form.tsx';
import { Heading } from '../../../ui/heading.tsx';
import { Intro } from '../../../ui/intro.tsx';
import { Line, Lines } from '../../../ui/lines.tsx';
import { Link } from '../../../ui/link.tsx';
import { More } from '../../../ui/more.tsx';
import { Section } from '../../../ui/section.tsx';
import { Split } from '../../../ui/split.tsx';
import { Stack } from '../../../ui/stack.tsx';
import { State } from '../../../ui/state.tsx';
import { mayWrite } from '../access.ts';
import type { Occasions } from '../actions/occasions.ts';
import { inTalks, type Text } from '../actions.ts';
import { words } from '../messages/index.ts';
import { SaidOrAsked } from './adopting.tsx';
import { Aside, WhatCame } from './aside.tsx';
import { type Next, NextStep } from './next-step.tsx';
import {
  askedIn,
  blockPath,
  LeaveOut,
  StandsLine,
  signature,
  TextFrame,
  textPath,
  titleOf,
} from './parts.tsx';
import { writtenDownLines } from './said.tsx';

type Props = PartProps & Occasions & { next: Next | undefined; writtenDown: readonly WrittenDown[] };

/** A text: what holds stands before what is talked about. */
export function TextPage({ page, text, comments, next, writtenDown, ...again }: Props) {
  const t = words(page.locale);
  const { document, standing } = text;
  const talked = inTalks(text);
  const agreed = standing.editions.length > 0;
  const shown = agreed ? talked : standing.blocks.filter((block) => !isLeftOut(block));
  return (
    <TextFrame page={page} text={text} title={document.title}>
      <Stack gap="6">
        <Intro
          title={<span lang={page.langOf(document.locale)}>{document.title}</span>}
          state={<StandsLine document={numbered(standing)} page={page} today={text.today} />}
        />
        {agreed && <WhatCame page={page} text={text} {...again} />}
        {next && <NextStep page={page} text={text} next={next} />}
        <Split aside={<Aside page={page} text={text} {...again} />}>
          {agreed && <WhatWeAgreed page={page} text={text} comments={comments} writtenDown={writtenDown} />}
          {shown.length > 0 && (
            <Section title={t(agreed ? 'text.changes' : 'text.draft')} gap="6">
              {agreed && <p class="text quiet">{t('text.changes.lead')}</p>}
              {shown.map((block) => (
                <InTalks key={block.id} page={page} text={text} block={block} comments={comments} />
              ))}
            </Section>
          )}
          <TakenOut page={page} text={text} />
        </Split>
      </Stack>
    </TextFrame>
  );
}

type PartProps = { page: Page; text: Text; comments: ReadonlyMap<string, number> };

type AgreedProps = PartProps & Pick<Props, 'writtenDown'>;

function WhatWeAgreed({ page, text, comments, writtenDown }: AgreedProps) {
  const t = words(page.locale);
  const { standing, document } = text;
  const edition = standing.editions.at(-1)!;
  const held = standing.blocks.filter((block) => block.agreed && block.agreed.text !== '');
  return (
    <Agreed
      title={t('text.agreed')}
      facts={[
        t(edition.decision ? 'text.edition.decided' : 'text.edition', {
          ...{ n: edition.number, partners: edition.partners, day: page.day(edition.at) },
        }),
        edition.decision && (
          <span class="on-screen">
            <Link href={`/partnerships/${text.inside.partnership.id}/decisions/${edition.decision}`}>
              {t('asked.read')}
            </Link>
          </span>
        ),
        ...writtenDownLines(page, text, writtenDown),
        edition.number > 1 && (
          <span class="on-screen">
            <Link href={`${textPath(text)}/compare?from=${edition.number - 1}&to=${edition.number}`}>
              {t('text.compare', { n: edition.number - 1 })}
            </Link>
          </span>
        ),
      ]}
    >
      {held.map((block) => (
        <div class="stack" data-gap="2" key={block.id} lang={page.langOf(document.locale)}>
          <Heading level={3} size="2xs">
            {block.agreed!.heading}
          </Heading>
          <p class="text written">{block.agreed!.text}</p>
          <Ways page={page} text={text} block={block} comments={comments} />
        </div>
      ))}
    </Agreed>
  );
}

/** A section that is not agreed as it stands: its words, or what would change, and what each partner says to it. */
function InTalks({ page, text, block, comments }: PartProps & { block: Block }) {
  const t = words(page.locale);
  const { latest, agreed } = block;
  const lang = page.langOf(text.document.locale);
  const state = !latest ? 'none' : agreed && agreed.number === latest.number ? 'agreed' : 'begun';
  return (
    <article class="stack" data-gap="2">
      <Heading level={3} size="xs">
        <span lang={lang}>{titleOf(block, page)}</span>
      </Heading>
      <p>
        <State state={state} />
      </p>
      {!latest && askedIn(block) && (
        <p class="text quiet" lang={lang}>
          {askedIn(block)}
        </p>
      )}
      {isToLeaveOut(block) && <LeaveOut page={page} text={text} block={block} />}
      {latest && latest.text !== '' && !agreed && (
        <p class="text written" lang={lang}>
          {latest.text}
        </p>
      )}
      {latest && latest.text !== '' && agreed && agreed.number === latest.number && (
        <p class="text written" lang={lang}>
          {latest.text}
        </p>
      )}
      {latest && latest.text !== '' && agreed && agreed.number !== latest.number && (
        <Differences parts={differences(agreed.text, latest.text)} lang={lang} />
      )}
      {latest && (
        <p class="small quiet">
          {t('text.version', {
            n: latest.number,
            by: signature(text, latest, page),
            day: page.day(latest.at),
          })}
        </p>
      )}
      {latest && state !== 'agreed' && <SaidOrAsked page={page} text={text} block={block} />}
      <Ways page={page} text={text} block={block} comments={comments} />
    </article>
  );
}

/** What one can do with a section: quiet links, each with the heading for who only hears it. */
function Ways({ page, text, block, comments }: PartProps & { block: Block }) {
  const t = words(page.locale);
  const path = blockPath(text, block);
  const n = comments.get(block.id) ?? 0;
  const about = <span class="ds-sr-only">: {titleOf(block, page)}</span>;
  const ways = [
    mayWrite(text.inside) && (
      <Link href={`${path}/edit`}>
        {t(block.latest ? 'way.edit' : 'way.write')}
        {about}
      </Link>
    ),
    block.latest && (
      <Link href={path}>
        {t('way.talk', { n })}
        {about}
      </Link>
    ),
    block.latest && (
      <Link href={`${path}/history`}>
        {t('way.history')}
        {about}
      </Link>
    ),
  ].filter(Boolean);
  return ways.length > 0 ? (
    <p class="small on-screen" lang={page.locale}>
      {ways.map((way, at) => [at > 0 && ' · ', way])}
    </p>
  ) : null;
}

function TakenOut({ page, text }: { page: Page; text: Text }) {
  const t = words(page.locale);
  const { removed } = text.standing;
  const leftOut = text.standing.blocks.filter(isLeftOut);
  if (!mayWrite(text.inside) || removed.length + leftOut.length === 0) return null;
  return (
    <More summary={t('out.title', { n: removed.length + leftOut.length })}>
      <Lines label={t('out.list')}>
        {removed.map((block) => (
          <Line
            key={block.id}
            level={3}
            title={block.heading || t('untitled')}
            end={
              <Form action={`${blockPath(text, block)}/return`}>
                <Button variant="tertiary" about={block.heading || t('untitled')}>
                  {t('out.return')}
                </Button>
              </Form>
            }
          />
        ))}
        {leftOut.map((block) => (
          <Line
            key={block.id}
            level={3}
            title={titleOf(block, page)}
            href={`${blockPath(text, block)}/history`}
            facts={[t('out.agreed')]}
          />
        ))}
      </Lines>
    </More>
  );
}
