/** Rows of one batch of `write-batches.ts`: enough that a kill often falls inside of one. */
export const rowsPerBatch = 400;
