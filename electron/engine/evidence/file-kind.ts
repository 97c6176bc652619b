/**
 * What a file is, told by its content: its first bytes, and for zip containers the names of their parts. A name says
 * what somebody called a file; a program called `判决书.pdf` is still a program.
 */
import type { FileHandle } from 'node:fs/promises';
import { type EvidenceKind, evidenceKinds, extensionOf } from '#shared/domain/evidence.ts';

/** Things that are never evidence, whatever they are called. */
export type RefusedContent = 'program' | 'script' | 'macros' | 'archive';

export type FileNature = { kind: EvidenceKind } | { refused: RefusedContent } | { unknown: true };

/** Bytes at the beginning that are enough to tell. */
const headBytes = 4_096;

const startsWith = (head: Buffer, bytes: readonly number[], at = 0): boolean =>
  bytes.every((byte, index) => head[at + index] === byte);
const text = (head: Buffer, from: number, to: number): string => head.subarray(from, to).toString('latin1');

const programStarts: readonly (readonly number[])[] = [
  [0x4d, 0x5a], // MZ: Windows
  [0x7f, 0x45, 0x4c, 0x46], // ELF: Linux
  [0xfe, 0xed, 0xfa, 0xce],
  [0xfe, 0xed, 0xfa, 0xcf],
  [0xce, 0xfa, 0xed, 0xfe],
  [0xcf, 0xfa, 0xed, 0xfe],
  [0xca, 0xfe, 0xba, 0xbe], // Mach-O, Java
  [0x4c, 0, 0, 0, 1, 0x14, 2, 0], // .lnk
];
const archiveStarts: readonly (readonly number[])[] = [
  [0x52, 0x61, 0x72, 0x21], // Rar!
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x1f, 0x8b], // gzip
  [0x4d, 0x53, 0x43, 0x46], // MSCF
];
const compoundFile = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const zip = [0x50, 0x4b, 3, 4];

/** Pictures, prints, sound: kinds whose first bytes say it all. */
const plainKind = (head: Buffer): EvidenceKind | null => {
  if (head.subarray(0, 1_024).includes('%PDF-')) return 'pdf';
  if (startsWith(head, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (text(head, 0, 4) === 'RIFF' && text(head, 8, 12) === 'WEBP') return 'webp';
  // "BM", and the four reserved bytes that every writer leaves at 0: two letters alone begin many a text.
  if (text(head, 0, 2) === 'BM' && startsWith(head, [0, 0, 0, 0], 6)) return 'bmp';
  if (startsWith(head, [0x49, 0x49, 0x2a, 0]) || startsWith(head, [0x4d, 0x4d, 0, 0x2a])) return 'tiff';
  if (text(head, 4, 8) === 'ftyp') return 'mp4';
  const isFrame = head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2;
  return text(head, 0, 3) === 'ID3' || isFrame ? 'mp3' : null;
};

/** Names of a zip's parts, from its directory at the end; null when there is none to be read. */
const zipNames = async (file: FileHandle, size: number): Promise<string[] | null> => {
  const tail = Buffer.alloc(Math.min(size, 65_557));
  await file.read(tail, 0, tail.length, size - tail.length);
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end === -1 || end + 22 > tail.length) return null;
  const length = tail.readUInt32LE(end + 12);
  const start = tail.readUInt32LE(end + 16);
  // A document has a directory of some kilobytes; one of megabytes is made to keep a reader busy.
  if (length > 4_000_000 || start + length > size) return null;
  const directory = Buffer.alloc(length);
  await file.read(directory, 0, length, start);
  const names: string[] = [];
  for (let at = 0; at + 46 <= length && directory.readUInt32LE(at) === 0x02014b50; ) {
    const nameLength = directory.readUInt16LE(at + 28);
    names.push(directory.toString('utf8', at + 46, at + 46 + nameLength));
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return names;
};

const natureOfZip = (names: readonly string[]): FileNature => {
  const has = (test: RegExp): boolean => names.some((name) => test.test(name));
  if (has(/vbaProject\.bin$/i)) return { refused: 'macros' };
  if (has(/^OFD\.xml$/)) return { kind: 'ofd' };
  if (has(/^\[Content_Types\]\.xml$/)) {
    if (has(/^word\//)) return { kind: 'docx' };
    if (has(/^xl\//)) return { kind: 'xlsx' };
    if (has(/^ppt\//)) return { kind: 'pptx' };
  }
  return { refused: 'archive' };
};

/** Old Office and WPS files look alike from outside: their names tell which. */
const compoundKind = (fileName: string): FileNature => {
  const extension = extensionOf(fileName);
  const kinds = ['doc', 'xls', 'ppt', 'wps', 'et'] as const;
  const kind = kinds.find((code) => code === extension);
  return kind === undefined ? { unknown: true } : { kind };
};

const looksLikeText = (head: Buffer): boolean => {
  if (startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff])) return true;
  return !head.some((byte) => byte === 0 || (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13));
};

/** The beginning of a text file in the encoding that it most likely has. */
export const readText = (head: Buffer): string => {
  if (startsWith(head, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(head);
  if (startsWith(head, [0xfe, 0xff])) return new TextDecoder('utf-16be').decode(head);
  try {
    // `stream`: the last character may be cut in half.
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
  } catch {
    return new TextDecoder('gb18030').decode(head);
  }
};

export interface LookedAt {
  nature: FileNature;
  /** The first characters of a text file; null for everything else. */
  firstText: string | null;
}

/** Looks at the content of an open file. @param fileName settles what the content leaves open */
export const lookAtFile = async (file: FileHandle, size: number, fileName: string): Promise<LookedAt> => {
  const buffer = Buffer.alloc(Math.min(size, headBytes));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
  const head = buffer.subarray(0, bytesRead);
  const only = (nature: FileNature): LookedAt => ({ nature, firstText: null });

  if (programStarts.some((start) => startsWith(head, start))) return only({ refused: 'program' });
  if (archiveStarts.some((start) => startsWith(head, start))) return only({ refused: 'archive' });
  if (startsWith(head, zip)) {
    const names = await zipNames(file, size);
    return only(names === null ? { unknown: true } : natureOfZip(names));
  }
  if (startsWith(head, compoundFile)) return only(compoundKind(fileName));
  const plain = plainKind(head);
  if (plain !== null) return only({ kind: plain });
  if (!looksLikeText(head)) return only({ unknown: true });
  const firstText = readText(head);
  if (/^(﻿)?\s*(#!|<\?php|<!doctype html|<html|<script|<svg|@echo off)/i.test(firstText)) {
    return only({ refused: 'script' });
  }
  return { nature: { kind: 'txt' }, firstText };
};

/** Whether a file of this kind may bear this name. */
export const nameFits = (kind: EvidenceKind, fileName: string): boolean =>
  (evidenceKinds[kind].extensions as readonly string[]).includes(extensionOf(fileName));
