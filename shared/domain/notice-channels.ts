/** Where results of an assessment are made known. */
export const noticeChannels = {
  website: '政府门户网站',
  creditSite: '信用网站',
  newMedia: '政务新媒体',
  bulletin: '公示栏',
  intranet: '内部办公网',
  delivered: '书面送达',
  other: '其他',
} as const;
export type NoticeChannel = keyof typeof noticeChannels;
