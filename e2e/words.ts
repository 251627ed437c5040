import { words as accounts } from '../src/instruments/accounts/messages/index.ts';
import { words as adoptions } from '../src/instruments/adoptions/messages/index.ts';
import { words as city } from '../src/instruments/city/messages/index.ts';
import { words as decisions } from '../src/instruments/decisions/messages/index.ts';
import { words as desk } from '../src/instruments/desk/messages/index.ts';
import { words as directory } from '../src/instruments/directory/messages/index.ts';
import { words as disputes } from '../src/instruments/disputes/messages/index.ts';
import { words as firstContact } from '../src/instruments/first-contact/messages/index.ts';
import { words as guide } from '../src/instruments/guide/messages/index.ts';
import { words as merging } from '../src/instruments/merging/messages/index.ts';
import { words as movingOn } from '../src/instruments/moving-on/messages/index.ts';
import { words as myData } from '../src/instruments/my-data/messages/index.ts';
import { words as ownSignIn } from '../src/instruments/own-sign-in/messages/index.ts';
import { words as partnerships } from '../src/instruments/partnerships/messages/index.ts';
import { words as path } from '../src/instruments/path/messages/index.ts';
import { words as publicPage } from '../src/instruments/public-page/messages/index.ts';
import { words as registration } from '../src/instruments/registration/messages/index.ts';
import { words as rounds } from '../src/instruments/rounds/messages/index.ts';
import { words as secondFactor } from '../src/instruments/second-factor/messages/index.ts';
import { words as structure } from '../src/instruments/structure/messages/index.ts';
import { words as texts } from '../src/instruments/texts/messages/index.ts';
import { words as told } from '../src/instruments/told/messages/index.ts';
import { words as vision } from '../src/instruments/vision/messages/index.ts';
import { words as consent } from '../src/mechanisms/consent/messages/index.ts';
import { words as decision } from '../src/mechanisms/decision/messages/index.ts';
import { words as sameQuestions } from '../src/mechanisms/same-questions/messages/index.ts';
import { words as askingAll } from '../src/mechanisms/sealed-round/asking-all/messages/index.ts';
import type { Locale } from '../src/platform/i18n/locale.ts';
import { words as ui } from '../src/ui/messages/index.ts';

/** What the pages say, room by room, in one language: journeys look for the words that a reader sees. */
export function wordsIn(locale: Locale) {
  return {
    accounts: accounts(locale),
    adoptions: adoptions(locale),
    askingAll: askingAll(locale),
    city: city(locale),
    decision: decision(locale),
    decisions: decisions(locale),
    consent: consent(locale),
    desk: desk(locale),
    directory: directory(locale),
    disputes: disputes(locale),
    firstContact: firstContact(locale),
    guide: guide(locale),
    merging: merging(locale),
    movingOn: movingOn(locale),
    ownSignIn: ownSignIn(locale),
    myData: myData(locale),
    partnerships: partnerships(locale),
    path: path(locale),
    publicPage: publicPage(locale),
    registration: registration(locale),
    rounds: rounds(locale),
    sameQuestions: sameQuestions(locale),
    secondFactor: secondFactor(locale),
    structure: structure(locale),
    texts: texts(locale),
    told: told(locale),
    ui: ui(locale),
    vision: vision(locale),
  };
}
