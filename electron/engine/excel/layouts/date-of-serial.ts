/**
 * The date that a bare serial number of a workbook stands for (1900 date system), null outside 1954–2099: smaller
 * numbers are more likely counts or years.
 */
export function dateOfSerial(serial: number): string | null {
  if (!Number.isInteger(serial) || serial < 20_000 || serial > 73_050) return null;
  return new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10);
}
