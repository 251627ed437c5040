import { defineWords } from '../../../platform/i18n/words.ts';
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };
import nb from './nb.json' with { type: 'json' };
import nl from './nl.json' with { type: 'json' };

export const words = defineWords({ en, de, nb, nl });
