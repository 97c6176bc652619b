export interface OfficialFilter {
  /** Typed; not kept on the disk. */
  text: string;
  bodyUscc: string | null;
  staffCategory: string | null;
}

export const noOfficialFilter: OfficialFilter = { text: '', bodyUscc: null, staffCategory: null };
