import {
  type ChooserAnswers,
  type ChooserQuestion,
  chooserAnswers,
  type Process,
  processShape,
} from './process.ts';
import advice from './processes/advice.json' with { type: 'json' };
import approval from './processes/approval.json' with { type: 'json' };
import check from './processes/check.json' with { type: 'json' };
import consensus from './processes/consensus.json' with { type: 'json' };
import consent from './processes/consent.json' with { type: 'json' };
import dots from './processes/dots.json' with { type: 'json' };
import everybodysYes from './processes/everybody.json' with { type: 'json' };
import gradients from './processes/gradients.json' with { type: 'json' };
import majority from './processes/majority.json' with { type: 'json' };
import optIn from './processes/opt-in.json' with { type: 'json' };
import score from './processes/score.json' with { type: 'json' };
import senseCheck from './processes/sense-check.json' with { type: 'json' };
import supermajority from './processes/supermajority.json' with { type: 'json' };
import timePoll from './processes/time-poll.json' with { type: 'json' };

/** Those that come with the house, in the order in which they are shown: the ones for everybody's yes first. */
export const processes: readonly Process[] = [
  ...[consent, consensus, advice, gradients, majority, supermajority],
  ...[approval, score, dots, timePoll, optIn, senseCheck, check],
].map((process) => processShape.parse(process));

/** Everybody's yes, and nobody's silence: by it partners change how they adopt, until they have chosen a way. */
export const everybody: Process = processShape.parse(everybodysYes);

/** A process of the house; undefined for one that it does not know. */
export function findProcess(key: string): Process | undefined {
  return [...processes, everybody].find((process) => process.key === key);
}

/** What weighs more when no process fits every answer: what is wanted always has to fit. */
const weights = { stakes: 4, carried: 2, time: 1 } as const;

/**
 * The processes that can do what is wanted, the best fitting first, each with the answers that it does not fit. Of
 * equal ones the one that is made for fewer cases comes first, and then the first in `among`.
 */
export function proposeProcesses(
  answers: ChooserAnswers,
  among: readonly Process[] = processes,
): { process: Process; unfit: ChooserQuestion[] }[] {
  const fit = (process: Process, question: ChooserQuestion) =>
    (process.fits[question] as readonly string[]).includes(answers[question]);
  const questions = Object.keys(chooserAnswers) as ChooserQuestion[];
  const cost = (unfit: readonly ChooserQuestion[]) =>
    unfit.reduce((sum, question) => sum + weights[question as keyof typeof weights], 0);
  return among
    .filter((process) => fit(process, 'aim'))
    .map((process) => ({ process, unfit: questions.filter((question) => !fit(process, question)) }))
    .sort((a, b) => cost(a.unfit) - cost(b.unfit) || breadth(a.process) - breadth(b.process));
}

function breadth({ fits }: Process): number {
  return Object.values(fits).reduce((cases, answers) => cases * answers.length, 1);
}
