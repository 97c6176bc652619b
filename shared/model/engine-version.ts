/**
 * Version of the arithmetic and the wording of results. It is part of every result: raise it whenever any model and data
 * could get a result with other bytes.
 */
export const engineVersion = '1.0.0';
