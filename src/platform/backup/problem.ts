/** A backup that cannot be made, read or put back: said in one sentence, and nothing has been changed. */
export class BackupProblem extends Error {}
