import { describe, expect, it } from 'vitest';
import { findInitials, pinyinInitials } from '#shared/domain/pinyin-initials.ts';
import { findPart, foldText, withoutPersonalNumbers } from '#shared/domain/search-text.ts';

describe('first letters of pinyin', () => {
  // Readings as the places, offices and persons are really called (现代汉语词典, 姓氏 and 地名 readings).
  const names =
    '政府采购zfcg 张伟zw 甲山镇人民政府jszrmzf 重庆市cqs 长沙县csx 长兴县cxx 曾国强zgq 单雄信sxx 解晓东xxd 仇和qh 区文ow ' +
    '查良镛zly 覃志刚qzg 乐清市yqs 六安市las 会计核算中心kjhszx 行政审批局xzspj 银行yh 重大决策zdjc 重复cf 校长xz 厦门xm 台州tz ' +
    '丽水ls 番禺区pyq 信访局xfj 发展和改革局fzhggj 洪洞县htx 蔚县yx 任丘rq 朴某pm 尉迟yc 盖某gm 翟某zm 石某sm 招标投标zbtb ' +
    '拖欠账款tqzk 拆迁补偿cqbc 市场监督管理局scjdglj 调解tj 调查dc 提供tg 参差cc 参与cy 藏某zm 乾县qx 澧县lx 亳州bz 歙县sx ' +
    '黟县yx 郫都pd 嵊州sz 鄞州yz 衢州qz';
  it.each(names.split(' ').map((name) => /^(\P{ASCII}+)([a-z]+)$/u.exec(name)?.slice(1) ?? []))(
    '%s: %s',
    (name = '', letters = '') => {
      expect(pinyinInitials(name)).toContain(letters);
      expect(findInitials(name, letters)).toEqual({ at: 0, length: name.length });
    },
  );

  it('are those of a part, too, with what lies between them', () => {
    expect(findInitials('示例县（甲山）镇', 'jsz')).toEqual({ at: 4, length: 4 });
    expect(findInitials('示例县', 'xx')).toBeNull();
  });
});

describe('the part that was searched for', () => {
  it.each([
    ['嘉政采罚〔2026〕3号', '[２０２６]3', '〔2026〕3'],
    ['合同 HT-100 ', 'ht-1', 'HT-1'],
    ['𠮷野家公司', '野家', '野家'],
    ['张 伟', '张伟', '张 伟'],
    ['㈱甲', '株)甲', '㈱甲'],
    ['政府采购', 'fc', '府采'],
  ])('of %s by %s is %s', (text, wanted, part) => {
    const found = findPart(text, wanted);
    expect(text.slice(found?.at, (found?.at ?? 0) + (found?.length ?? 0))).toBe(part);
  });

  it('is nowhere', () => {
    expect(findPart('政府采购', '采政')).toBeNull();
    expect(findPart('政府采购', ' ')).toBeNull();
  });
});

it('a part of a text stays a part of the folded text', () => {
  const text = '嘉政采罚〔２０２６〕３号，ＡＢc';
  for (let at = 0; at < text.length; at += 1) {
    for (let end = at + 1; end <= text.length; end += 1) {
      expect(foldText(text)).toContain(foldText(text.slice(at, end)));
    }
  }
});

it('citizen and mobile numbers are taken out of a text, other long numbers are not', () => {
  // The example of GB 11643-1999; its last character is its check.
  expect(withoutPersonalNumbers('证号11010519491231002X，电话13912345678')).toBe('证号 ，电话 ');
  expect(withoutPersonalNumbers('合同12345678901号，代码911101051949123100')).toBe(
    '合同12345678901号，代码911101051949123100',
  );
});
