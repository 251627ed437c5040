import { Button } from './button.tsx';
import { Checkbox } from './checkbox.tsx';
import { Checkboxes } from './checkboxes.tsx';
import { Draft } from './draft.tsx';
import { Field } from './field.tsx';
import { Form } from './form.tsx';
import type { FormState } from './form-state.ts';
import type { PageFrame } from './frame.ts';
import { Intro } from './intro.tsx';
import { Layout } from './layout.tsx';
import { Link } from './link.tsx';
import { Radios } from './radios.tsx';
import { Select } from './select.tsx';
import { Steps } from './steps.tsx';
import { SubmitRow } from './submit-row.tsx';
import { TextArea } from './text-area.tsx';
import { Trap } from './trap.tsx';

const brief: FormState = {
  values: {
    was: 'Die Mühlenstraße im Juli und August zur Sommerstraße machen, mit Sitzgelegenheiten.',
    bring: '',
    wer: 'group',
    ziele: ['klima'],
  },
  errors: {
    bring: 'Schreiben Sie, was Sie mitbringen',
    wer: 'Wählen Sie, wer schreibt',
    bis: 'Nennen Sie einen Tag, bis zu dem Sie die Antwort brauchen',
  },
};

/** A form with errors. */
export function Brief({ frame, state = brief }: { frame: PageFrame; state?: FormState }) {
  return (
    <Layout
      frame={{ ...frame, told: { tone: 'info', text: 'Ihr Entwurf ist gespeichert.' } }}
      title="Erstkontakt mit der Stadtverwaltung"
      errors={state.errors}
      crumbs={[
        { href: '/departments', label: 'Wer macht was' },
        { href: '/departments/streets', label: 'Straßen und öffentlicher Raum' },
        { label: 'Erstkontakt' },
      ]}
    >
      <Intro title="Erstkontakt mit der Stadtverwaltung" state={<Steps n={2} of={3} />} />
      <Draft name="brief" reader="">
        <Form action="/requests" state={state}>
          <TextArea name="was" label="Was möchten Sie tun?" help="Ein bis drei Sätze. In jeder Sprache." />
          <TextArea
            name="bring"
            label="Was bringen Sie mit?"
            help="Zeit, Wissen, Leute, Räume, Geld: Alles zählt."
          />
          <Radios
            name="wer"
            label="Wer schreibt uns?"
            options={[
              { value: 'group', label: 'Eine Nachbarschaftsgruppe ohne Vereinsregistereintrag' },
              {
                value: 'club',
                label: 'Ein Verein, eine Stiftung oder eine Genossenschaft',
                help: 'Auch gemeinnützige Gesellschaften',
              },
              { value: 'firm', label: 'Ein Unternehmen' },
            ]}
          />
          <Checkboxes
            name="ziele"
            label="Welchen Zielen der Stadt dient es?"
            optional
            options={[
              { value: 'klima', label: 'Klimaanpassung und Regenwasserbewirtschaftung' },
              { value: 'food', label: 'Essen aus der Region' },
            ]}
          />
          <Select
            name="ort"
            label="In welchem Stadtteil?"
            empty
            options={[
              { value: 'mitte', label: 'Mitte' },
              { group: 'Am Fluss', options: [{ value: 'hafen', label: 'Hafenvorstadt' }] },
            ]}
          />
          <Field
            name="bis"
            type="date"
            label="Bis wann brauchen Sie eine Antwort?"
            help="Zum Beispiel 27.5.2026."
          />
          <Field name="mail" type="email" label="E-Mail" autocomplete="email" width="medium" optional />
          <Checkbox name="public" label="Der Text darf öffentlich stehen" help="Ihr Name nie." />
          <Trap />
          <SubmitRow note="Ein Entwurf bleibt auf diesem Gerät.">
            <Button>Weiter zu Schritt 3</Button>
            <Link href="/">Später weiterschreiben</Link>
          </SubmitRow>
        </Form>
      </Draft>
    </Layout>
  );
}
