import { type Proof, proofOf, wordsOf } from '../../mechanisms/decision/proof.ts';
import { findProvingEntry } from '../../mechanisms/decision/store.ts';
import type { Tx } from '../../platform/database/database.ts';
import { NotFound } from '../../platform/http/problems.ts';
import { loadDecision } from './actions.ts';

/** What proves a decision that is over; without a proof it is not in the chain yet. */
export async function loadProof(tx: Tx, partnership: string, id: string) {
  const at = await loadDecision(tx, partnership, id);
  const { outcome } = at.decision;
  const entry = await findProvingEntry(tx, id);
  if (!outcome || !entry) throw new NotFound();
  const [statement] = at.statements;
  const said = statement && {
    salt: statement.salt,
    words: wordsOf({ ...at.decision, outcome }, at.versions.at(-1)!.text, at.options, statement),
  };
  const proof: Proof | undefined = proofOf(entry, said);
  return { at, proof };
}
