/** The name of a file out of what the engine calls it; windows show names, not paths. */
export const lastStep = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
