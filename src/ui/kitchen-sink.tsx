import type { ComponentChildren } from 'preact';
import { Button, ButtonLink } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Empty } from './empty.tsx';
import { Facts } from './facts.tsx';
import { Field } from './field.tsx';
import { Form } from './form.tsx';
import type { PageFrame } from './frame.ts';
import { Door, Doors, Hero } from './hero.tsx';
import { Intro } from './intro.tsx';
import { Layout } from './layout.tsx';
import { Letter } from './letter.tsx';
import { Line, Lines } from './lines.tsx';
import { Link } from './link.tsx';
import { More } from './more.tsx';
import { NextPanel } from './next-panel.tsx';
import { Notice } from './notice.tsx';
import { OrgChip } from './org-chip.tsx';
import { Pager } from './pager.tsx';
import { PersonChip } from './person-chip.tsx';
import { Quote } from './quote.tsx';
import { SearchForm } from './search-form.tsx';
import { Section } from './section.tsx';
import { SidePath } from './side-path.tsx';
import { Split } from './split.tsx';
import { Row } from './stack.tsx';
import { State } from './state.tsx';
import { Table } from './table.tsx';
import { Tag } from './tag.tsx';
import { Tick, Ticks } from './ticks.tsx';

// Every part on three pages, for the browser test and for those who change a theme. Its texts are German where
// German is the harder case: long words, on a phone.

type Kitchen = { frame: PageFrame };

/** The public side: home of a city. */
export function Home({ frame }: Kitchen) {
  return (
    <Layout frame={frame} title="Working together in Elvestad">
      <Hero>
        <Intro
          size="xl"
          title="Working together in Elvestad"
          lead="Find who decides. Write to them, and get an answer in the time they promise. See what neighbours, companies and the city are already doing together."
        />
        <SearchForm action="/departments" label="Who decides on …">
          For example <Link href="/departments?q=street">closing a street for a summer</Link>,{' '}
          <Link href="/departments?q=shop">using an empty shop</Link>
        </SearchForm>
      </Hero>
      <div class="stack" data-gap="12">
        <Doors>
          <Door href="/requests/new" title="Start working with us">
            One page: what you want to do, what you bring, what you need. No registered association necessary.
          </Door>
          <Door href="/departments" title="See who does what">
            Ten departments and twelve organisations, what each decides and what it doesn’t.
          </Door>
          <Door href="/invitation" title="Answer an invitation">
            You got a mail or a letter with a code? Begin here, with or without an account.
          </Door>
        </Doors>
        <Split
          aside={
            <Section title="How we keep our word" ruled>
              <Facts
                facts={[
                  {
                    term: 'usual time to the first answer, working days; we promise 10',
                    value: '6 days',
                    large: true,
                  },
                  { term: 'requests answered in the promised time', value: '41 of 46', large: true },
                ]}
              />
            </Section>
          }
        >
          <Section title="Going on now" gap="6">
            <Lines>
              <Line
                href="/a"
                title="Canteen Talks"
                facts={[
                  'Designing',
                  'five partners',
                  <time datetime="2026-06-09">Tuesday 9 June, 15:00</time>,
                ]}
              >
                Cooks, growers and the city meet to bring more plants and more food from the region into 22
                big kitchens.
              </Line>
              <Line href="/b" title="Library of Things" facts={['Delivering', 'four partners']}>
                Borrow a drill, a tent or a projector at three branch libraries.
              </Line>
            </Lines>
            <Pager href="?after=0199" />
          </Section>
        </Split>
      </div>
    </Layout>
  );
}

const requests = [
  { what: 'Play street on Sundays, Mill Street', outcome: 'Accepted', days: 4 },
  { what: 'Eight planters, Harbour Square', outcome: 'Counter-offer: four, as a test', days: 7 },
  { what: 'Regenwasserbewirtschaftungskonzeptfortschreibung', outcome: '', days: 9 },
];

/** The working side: a department, and all that is left. */
export function Department({ frame }: Kitchen) {
  return (
    <Layout
      frame={frame}
      size="sm"
      title="Streets and Public Space"
      crumbs={[{ href: '/departments', label: 'Who does what' }, { label: 'Streets and Public Space' }]}
    >
      <Intro
        title="Streets and Public Space"
        lead="Looks after streets, squares and benches, and decides who may use them for how long."
      />
      <Split aside={<Aside />}>
        <NextPanel
          for="all"
          tag="First contact"
          title="Write to this department"
          action={<ButtonLink href="/requests/new">Begin your one page</ButtonLink>}
          note="About 15 minutes, saved as you go"
        >
          <p class="text">
            One page is enough, in any language. Your contact is the{' '}
            <strong>Liaison for community groups</strong>.
          </p>
          <Ticks>
            <Tick sign="clock">
              An answer within <strong>10 working days</strong>, by Wednesday 27 May. Usually 6.
            </Tick>
            <Tick sign="eye">You see where your request is at any time.</Tick>
            <Tick sign="arrow">A no comes with its reason, and with what would change it.</Tick>
          </Ticks>
        </NextPanel>
        <Section title="What we decide">
          <Ticks>
            <Tick>Using a street or square for a season: play streets, summer streets, seating</Tick>
            <Tick sign="no">
              Parking and diversions: <Link href="/departments/mobility">Mobility Department</Link>
            </Tick>
          </Ticks>
        </Section>
        <Section title="Recent requests">
          <Table
            caption="Public requests to this department in the last three months"
            hideCaption
            columns={[
              { label: 'Request', cell: (row) => row.what },
              { label: 'Outcome', cell: (row) => row.outcome },
              { label: 'Answered after', numeric: true, cell: (row) => `${row.days} days` },
            ]}
            rows={requests}
            foot={['All', undefined, '20 days']}
          />
          <Table
            caption="The same in a box of its own"
            phone="scroll"
            columns={[
              { label: 'Request', cell: (row) => row.what },
              { label: 'Answered after', numeric: true, cell: (row) => `${row.days} days` },
            ]}
            rows={requests}
          />
        </Section>
        <NextPanel
          title="Confirm what is written here"
          action={<Button variant="secondary">Yes, all is right</Button>}
        >
          The last time was nine months ago.
        </NextPanel>
        <Words />
        <Empty
          title="Nothing waits for you."
          link={
            <ButtonLink variant="secondary" href="/p">
              My partnerships
            </ButtonLink>
          }
        >
          Next: the midway talk on 29 May. We remind you three days before.
        </Empty>
        <Letter head="Value card · Repair Café" foot="From Elvestad, until 30 August 2026">
          <Quote by="Repair Café, 3 March 2026" lang="de">
            {'Wir reparieren.\nJeden Donnerstag.'}
          </Quote>
        </Letter>
      </Split>
    </Layout>
  );
}

function Aside() {
  return (
    <>
      <SidePath
        items={[
          { href: '/d/1', label: 'What we decide', current: true },
          { href: '/d/1/requests', label: 'Requests', count: 3 },
        ]}
      />
      <Section title="Contact" ruled>
        <Facts
          facts={[
            { term: 'Contact person', value: 'Liaison for community groups' },
            { term: 'Telephone', value: <Link href="tel:+0000">00 00 12 34</Link> },
            { term: 'Not written', value: '' },
          ]}
        />
      </Section>
    </>
  );
}

function Words() {
  const people: ComponentChildren[] = [
    <OrgChip name="Streets and Public Space" sector="public" href="/d" />,
    <OrgChip name="Repair Café" sector="community" />,
    <OrgChip name="Growers’ Cooperative" sector="business" small />,
    <OrgChip name="Care Homes Trust" sector="care" part="Host" />,
    <OrgChip name="University of the Coast" sector="knowledge" />,
    <PersonChip name="Project manager" part="Contact" />,
  ];
  return (
    <Section title="Words and signs">
      <Row>{people}</Row>
      <Row>
        <Tag>Declined</Tag>
        <Tag color="success">Agreed</Tag>
        <Tag color="warning">Last confirmed 9 months ago</Tag>
        <Tag color="danger">4 days late</Tag>
        <Tag color="turn">Your turn</Tag>
      </Row>
      <Row>
        <State state="none" />
        <State state="begun" />
        <State state="agreed">agreed since 3 March</State>
        <State state="revisit" />
        <State state="now" />
        <State state="done" />
      </Row>
      <Notice tone="warning">
        <p>The contact person is away until 3 June. The deputy answers.</p>
      </Notice>
      <Notice tone="success">
        <p>Sent. You hear from them by Wednesday 27 May.</p>
      </Notice>
      <Notice tone="danger">
        <p>This request was held back as advertising.</p>
      </Notice>
      <More summary="You wait for others on four things">
        <p>Water utility: cost estimate, until 29 May</p>
      </More>
      <Dialog id="withdraw" title="Withdraw this request?" open="Withdraw …" cancel="Keep it" danger>
        <p>The department is told. What was written stays in the history.</p>
        <Form action="/withdrawal">
          <Field name="why" label="Why" optional />
          <Button variant="secondary" color="danger">
            Withdraw my request
          </Button>
        </Form>
      </Dialog>
    </Section>
  );
}
