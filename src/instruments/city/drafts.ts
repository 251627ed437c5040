import type { words } from './messages/index.ts';
import type { LegalText } from './rules.ts';

const parts = {
  privacy: [
    'who',
    'why',
    'visit',
    'cookies',
    'write',
    'account',
    'mail',
    'record',
    'time',
    'others',
    'rights',
  ],
  accessibility: ['aim', 'state', 'gaps', 'tell', 'further', 'date'],
  imprint: ['who', 'reach', 'more', 'others', 'program'],
} as const satisfies Record<LegalText, readonly string[]>;

/** What stands on a legal page until the city has written its own: what the program does, and where only the city knows. */
export function draftOf(kind: LegalText, city: string, t: ReturnType<typeof words>): string {
  const say = (key: string) => t(key as Parameters<typeof t>[0], { city });
  return parts[kind]
    .map((part) => `# ${say(`draft.${kind}.${part}`)}\n${say(`draft.${kind}.${part}.text`)}`)
    .join('\n\n');
}
