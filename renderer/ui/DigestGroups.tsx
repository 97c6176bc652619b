/** A fingerprint or digest to be read aloud: 64 digits in groups of four, four groups to a line. */
import { digestGroups } from '#shared/domain/fingerprint.ts';

export interface DigestGroupsProps {
  /** What it is: “密钥指纹”. */
  label: string;
  digest: string;
}

export const DigestGroups = ({ label, digest }: DigestGroupsProps) => (
  <figure className="digest" aria-label={label}>
    <figcaption className="quiet">{label}</figcaption>
    <ol className="digest-groups">
      {digestGroups(digest).map((group, index) => (
        // Groups repeat; only their place tells them apart.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={index}>{group}</li>
      ))}
    </ol>
  </figure>
);
