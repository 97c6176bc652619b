import type { z } from 'zod';

const ofSize = (origin: string, size: number | bigint): string => {
  if (origin === 'string') return `${size} 个字`;
  return origin === 'array' || origin === 'set' ? `${size} 项` : String(size);
};

/** What is wrong with one field of an operation's input, as the words that follow the field's name. */
export const inputIssueWords = (issue: z.core.$ZodRawIssue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '没有填写' : '填写的类型不对';
    case 'too_small':
      return `最少 ${ofSize(issue.origin, issue.minimum)}`;
    case 'too_big':
      return `最多 ${ofSize(issue.origin, issue.maximum)}`;
    case 'invalid_value':
      return `只能是 ${issue.values.map(String).join('、')}`;
    case 'invalid_format':
      return '格式不对';
    case 'unrecognized_keys':
      return `多出了 ${issue.keys.join('、')}`;
    default:
      return '不符合要求';
  }
};
