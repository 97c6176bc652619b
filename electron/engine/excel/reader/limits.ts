/**
 * What a workbook may cost before it is refused (quality.md §3). Counted while reading: what a file says about
 * itself is believed only where believing it leads to a refusal.
 */
const mebibyte = 1024 * 1024;

export const readerLimits = {
  /** Entries of the zip directory. */
  entries: 2_000,
  /** Unpacked size of all entries, as declared; no entry may unpack to more than it declares. */
  unpackedBytes: 300 * mebibyte,
  /** A part that is held whole: the workbook, relationships, content types. */
  smallPartBytes: 8 * mebibyte,
  /** One XML tag with its attributes, in characters. */
  tagLength: mebibyte,
  /** A sheet up to this size is unpacked once and kept between its two passes. */
  keptSheetBytes: 48 * mebibyte,
  /** Nesting of XML elements. */
  depth: 256,
  sheets: 1_024,
  /** What Excel itself allows in a sheet. */
  rows: 1_048_576,
  columns: 16_384,
  cellText: 32_767,
  /** Characters in one row, and in all rows together: shared texts can be repeated without end in a small file. */
  rowText: 4 * mebibyte,
  totalText: 300 * mebibyte,
  /** Entries of the table of shared texts, and the unpacked size of that part. */
  sharedTexts: 4_000_000,
  sharedTextBytes: 128 * mebibyte,
  cellFormats: 2_000_000,
  numberFormats: 65_536,
  merges: 20_000,
  /** Findings of one code in one sheet that are listed one by one. */
  findingsPerCode: 100,
} as const;

export const mebibytes = (bytes: number): number => Math.round(bytes / mebibyte);
