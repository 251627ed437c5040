import { Button, ButtonLink } from './button.tsx';
import { Differences } from './differences.tsx';
import { Empty } from './empty.tsx';
import { Facts } from './facts.tsx';
import type { PageFrame } from './frame.ts';
import { Door, Doors, Hero } from './hero.tsx';
import { Intro } from './intro.tsx';
import { Aside, Words } from './kitchen-words.tsx';
import { Layout } from './layout.tsx';
import { Letter } from './letter.tsx';
import { Line, Lines } from './lines.tsx';
import { Link } from './link.tsx';
import { NextPanel } from './next-panel.tsx';
import { Pager } from './pager.tsx';
import { Quote } from './quote.tsx';
import { SearchForm } from './search-form.tsx';
import { Section } from './section.tsx';
import { Split } from './split.tsx';
import { Table } from './table.tsx';
import { Tag } from './tag.tsx';
import { Task, Tasks } from './tasks.tsx';
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
          lead="Find who decides. Write to them, and get an answer in the time they promise."
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
        <Section title="This week" gap="2">
          <Tasks>
            <Task
              due="4 days late"
              date="Fri 8 May"
              late
              title="Confirm that you received the test kitchen"
              href="/t/1"
              facts={['Canteen Talks', 'Care Homes Trust says it gave three evenings', '1 minute']}
              action={
                <ButtonLink variant="secondary" href="/t/1" about="test kitchen">
                  Confirm
                </ButtonLink>
              }
            />
            <Task
              due="Thursday"
              date="14 May"
              title="Answer the Repair Café about Harbour Hall"
              href="/t/2"
            />
          </Tasks>
          <Lines>
            <Line
              href="/r/1"
              title="Play street on Sundays, Mill Street"
              facts={['from the Mill Street neighbours', 'since 3 March']}
              end={<Tag color="success">Accepted</Tag>}
            />
          </Lines>
        </Section>
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
        <Differences
          lang="en"
          parts={[
            { kind: 'removed', text: 'A third' },
            { kind: 'added', text: 'Half' },
            { kind: 'same', text: ' of the food comes from the region.' },
          ]}
        />
      </Split>
    </Layout>
  );
}
