import { z } from 'zod';

/** `name` is the file's own name, never its path: paths may hold account names. */
const named = z.object({ name: z.string() }).strict();

/** Failures of reading and writing files. */
export const fileFailures = {
  /** The token stands for no file that the user chose, or for the other direction. */
  'file.notGranted': z.object({}).strict(),
  'file.notFound': named,
  'file.notReadable': named,
  'file.notWritable': named,
  /** Nothing but a regular file can be read here: a folder, a device. */
  'file.notAFile': named,
  /** Something lies under the name already, and is not replaced. */
  'file.nameTaken': named,
  'file.diskFull': named,
  /** The file system allows no file of this size (FAT32: 4 GB). */
  'file.tooLargeForDisk': named,
  /** Another program holds the file; what was written is kept beside it under the name `kept`. */
  'file.busy': z.object({ name: z.string(), kept: z.string().nullable() }).strict(),
  /** Input/output error, or the device has gone. */
  'file.deviceFailed': named,
  /** Read again after writing, the file was not what had been written. */
  'file.verifyFailed': named,
} as const;
