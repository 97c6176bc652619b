/**
 * What papers about an assessment cycle said when they were issued (`issued_papers`): an archive writes them again. What a
 * paper says is sealed, since a letter may name a private person. Only added to. Frozen once released.
 */
import type { Migration } from '../migrate.ts';

const uuid = (column: string): string =>
  `CHECK (${column} GLOB '????????-????-????-????-????????????' AND length(unhex(${column}, '-')) IS 16 AND ${column} = lower(${column}))`;
const instant = (column: string): string =>
  `CHECK (length(${column}) = 24 AND ${column} GLOB '????-??-??T??:??:??.???Z' AND strftime('%Y-%m-%dT%H:%M:%fZ', ${column}) IS ${column})`;
const filled = (column: string): string => `CHECK (length(${column}) > 0)`;

export const issuedPapers: Migration = {
  version: 19,
  name: 'issued papers',
  statements: [
    `CREATE TABLE issued_papers (
  id TEXT NOT NULL PRIMARY KEY ${uuid('id')},
  cycle_code TEXT NOT NULL REFERENCES cycles (code),
  document TEXT NOT NULL ${filled('document')},
  name TEXT NOT NULL ${filled('name')},
  subject_kind TEXT NOT NULL ${filled('subject_kind')},
  subject_id TEXT NOT NULL ${filled('subject_id')},
  plan_sealed TEXT NOT NULL CHECK (plan_sealed GLOB 's1.*'),
  format TEXT NOT NULL CHECK (format = 'docx' OR format = 'pdf'),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND length(unhex(sha256)) IS 32 AND sha256 = lower(sha256)),
  issued_at TEXT NOT NULL ${instant('issued_at')},
  actor TEXT NOT NULL ${filled('actor')}
) STRICT`,
    'CREATE INDEX issued_papers_by_cycle ON issued_papers (cycle_code)',
    `CREATE TRIGGER issued_papers_stay BEFORE UPDATE ON issued_papers BEGIN SELECT RAISE(ABORT, 'issued_papers only grows'); END`,
  ],
};
