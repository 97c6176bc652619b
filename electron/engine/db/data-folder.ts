/** What lies where in a data folder. */
import { join } from 'node:path';

export const databaseFileName = 'credit.db';
/** The private half of the office's signing key. */
export const signingKeyFileName = 'signing.key';
export const evidenceFolderName = 'evidence';
export const backupsFolderName = 'backups';

export const databaseFile = (folder: string): string => join(folder, databaseFileName);
export const evidenceFolder = (folder: string): string => join(folder, evidenceFolderName);
export const backupsFolder = (folder: string): string => join(folder, backupsFolderName);
