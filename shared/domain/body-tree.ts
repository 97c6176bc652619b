/**
 * True when `uscc` would be among its own superiors if it stood under `parentUscc`.
 * @param parentOf the superior of a body as it is now, null for none and for unknown bodies
 */
export function wouldBeItsOwnSuperior(
  uscc: string,
  parentUscc: string | null,
  parentOf: (uscc: string) => string | null,
): boolean {
  const seen = new Set<string>();
  for (let superior = parentUscc; superior !== null && !seen.has(superior); superior = parentOf(superior)) {
    if (superior === uscc) return true;
    seen.add(superior);
  }
  return false;
}
