import type { ComponentChildren } from 'preact';
import { Button } from './button.tsx';
import { Counts } from './counts.tsx';
import { Dialog } from './dialog.tsx';
import { Facts } from './facts.tsx';
import { Field } from './field.tsx';
import { Form } from './form.tsx';
import { Link } from './link.tsx';
import { More } from './more.tsx';
import { Notice } from './notice.tsx';
import { OrgChip } from './org-chip.tsx';
import { PersonChip } from './person-chip.tsx';
import { Section } from './section.tsx';
import { SidePath } from './side-path.tsx';
import { Row } from './stack.tsx';
import { State } from './state.tsx';
import { Tag } from './tag.tsx';

/** What stands beside the matter. */
export function Aside() {
  return (
    <>
      <SidePath
        items={[
          { href: '/d/1', label: 'What we decide', current: true },
          { href: '/d/1/requests', label: 'Requests', count: 3 },
        ]}
      />
      <Section title="By partnership" ruled>
        <Counts
          nothing="nothing waits"
          items={[
            { href: '/p/1', label: 'Canteen Talks', count: 3 },
            { href: '/p/2', label: 'Regenwasserbewirtschaftung Mühlenstraße', count: 0 },
          ]}
        />
      </Section>
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

/** Everything that says a word about something. */
export function Words() {
  const people: ComponentChildren[] = [
    <OrgChip name="Streets and Public Space" sector="public" href="/d" />,
    <OrgChip name="Repair Café" sector="community" />,
    <OrgChip name="Growers’ Cooperative" sector="business" small />,
    <OrgChip name="Care Homes Trust" sector="community" part="Host" />,
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
