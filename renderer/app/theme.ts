/** The one theme: calm, dense, official. One accent blue, grey surfaces, red only for trouble. */
import type { ThemeConfig } from 'antd';

const fonts =
  '"Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif';

/** @param largeType one and a quarter of the usual size, for reading from farther away */
export const createTheme = (largeType: boolean): ThemeConfig => ({
  token: {
    colorPrimary: '#1f5fa8',
    colorLink: '#1f5fa8',
    // Darker, not lighter as antd would have them: what the pointer is on is being read.
    colorLinkHover: '#174a86',
    colorLinkActive: '#123a6a',
    colorPrimaryHover: '#2a6cb8',
    colorInfo: '#1f5fa8',
    colorError: '#b3261e',
    colorWarning: '#7a4b00',
    colorSuccess: '#20683a',
    colorText: '#1d2129',
    colorTextSecondary: '#4e5560',
    colorTextTertiary: '#5a6270',
    colorTextPlaceholder: '#6b7280',
    colorBgLayout: '#f4f5f7',
    colorBorder: '#c3c8d0',
    colorBorderSecondary: '#dfe2e8',
    borderRadius: 3,
    fontFamily: fonts,
    fontSize: largeType ? 18 : 14,
    controlHeight: largeType ? 38 : 30,
    motion: false,
    // Closer together than antd's usual: people here read tables all day.
    sizeUnit: 3,
    sizeStep: 4,
  },
  components: {
    Table: { headerBg: '#eef0f4', headerColor: '#1d2129', rowHoverBg: '#f3f7fc', cellPaddingBlockSM: 5 },
    Layout: { headerBg: '#ffffff', siderBg: '#ffffff', bodyBg: '#f4f5f7' },
    Menu: { itemBorderRadius: 3, itemSelectedBg: '#e5eef9', itemSelectedColor: '#174a86' },
    Segmented: { trackBg: '#e3e6eb', itemSelectedColor: '#174a86' },
    Tabs: { titleFontSize: largeType ? 18 : 14 },
  },
});
