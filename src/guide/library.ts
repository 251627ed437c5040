import type { ElementId } from './elements.ts';

/** A work to read further in: a link with a note, never a copy. */
export type Reading = {
  id: string;
  title: string;
  href: string;
  /** The language it is written in. */
  lang: string;
  /** Elements it helps with. */
  elements: readonly ElementId[];
};

/** The learning resources that the booklet of ICLEI names, and the works that the method is drawn from. */
export const readings: readonly Reading[] = [
  {
    id: 'councillors',
    title: 'Community collaboration: a councillor’s guide',
    href: 'https://www.tnlcommunityfund.org.uk/media/insights/documents/Community-collaboration-a-councillors-guide-17-1.pdf',
    lang: 'en',
    elements: ['partners', 'authority'],
  },
  {
    id: 'trust',
    title: 'Collaborative governance and trust',
    href: 'https://ash.harvard.edu/wp-content/uploads/2024/02/grueber_mello_collaborative_governance_and_trust_pae_final_04222022.pdf',
    lang: 'en',
    elements: ['history', 'openness'],
  },
  {
    id: 'oecd',
    title: 'Together for better public services: partnering with citizens and civil society',
    href: 'https://doi.org/10.1787/9789264118843-en',
    lang: 'en',
    elements: ['vision', 'interdependence'],
  },
  {
    id: 'ashden',
    title: 'Delivering climate action with community partners: a guide for UK councils',
    href: 'https://ashden.org/delivering-climate-action-with-community-partners-a-guide-for-uk-councils',
    lang: 'en',
    elements: ['resources', 'commitments'],
  },
  {
    id: 'scotland',
    title: 'Supporting collaboration between the third and public sectors: a review of current evidence',
    href: 'https://www.gov.scot/publications/supporting-collaboration-between-third-public-sectors-review-current-evidence/documents/',
    lang: 'en',
    elements: ['governance', 'evaluation'],
  },
  {
    id: 'euarenas',
    title: 'EUARENAS toolbox of participatory methods',
    href: 'https://euarenas-toolbox.eu/methods',
    lang: 'en',
    elements: ['partners', 'openness', 'facts'],
  },
];

/** When the list was last looked through: a day, YYYY-MM-DD. */
export const readOn = '2026-11-30';
