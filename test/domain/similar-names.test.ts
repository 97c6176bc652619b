/** Names that may mean the same body: what is found, what is left alone, and that it is found fast. */
import { describe, expect, it } from 'vitest';
import { coreName, createNameIndex, isOneCharacterApart, plainName } from '#shared/domain/similar-names.ts';

const likenessOf = (known: string, name: string) => {
  const index = createNameIndex<string>();
  index.add(known, known);
  return index.similar(name)[0]?.likeness;
};

describe('names that may mean the same', () => {
  it.each([
    ['示例县（市）财政局', '示例县(市)财政局', 'same'],
    ['示例县财政局', '示例县 财政局', 'same'],
    ['ＡＢ中心服务站', 'ab中心服务站', 'same'],
    ['示例县甲山镇人民政府', '示例县甲山乡人民政府', 'core'],
    ['示例县甲山镇人民政府', '甲山镇', undefined],
    ['示例县卯酉街道办事处', '示例县卯酉街道', 'core'],
    ['示例县人力资源和社会保障局', '示例县人力资源和社会保证局', 'oneApart'],
    // In a short name another character is another body.
    ['示例县水利局', '示例县水务局', undefined],
    ['示例县行政审批服务局', '示例县行政审服务局', 'oneApart'],
    ['示例县住房和城乡建设局', '示例县住房城和乡建设局', 'oneApart'],
    // What tells apart: numbers, directions, 甲乙丙丁.
    ['示例县第一小学', '示例县第二小学', undefined],
    ['示例县东河农场', '示例县西河农场', undefined],
    ['示例县甲山林场', '示例县乙山林场', undefined],
    ['示例县财政局', '示例县民政局', undefined],
    ['东镇', '西镇', undefined],
  ])('%s and %s: %s', (known, name, likeness) => {
    expect(likenessOf(known, name)).toBe(likeness);
    expect(likenessOf(name, known)).toBe(likeness);
  });

  it('leaves something of every name', () => {
    expect([coreName('示例县甲山镇人民政府'), coreName('乡镇'), plainName('（）')]).toEqual([
      '示例甲山',
      '乡镇',
      '',
    ]);
  });

  it('is one character apart: exchanged, left out, put in, swapped; not twice', () => {
    expect(isOneCharacterApart('甲乙丙丁', '甲乙戊丁')).toBe(true);
    expect(isOneCharacterApart('甲乙丙丁', '甲乙丁')).toBe(true);
    expect(isOneCharacterApart('甲乙丁', '甲乙丙丁')).toBe(true);
    expect(isOneCharacterApart('甲乙丙丁', '甲丙乙丁')).toBe(true);
    expect(isOneCharacterApart('甲乙丙丁', '甲乙丙丁')).toBe(false);
    expect(isOneCharacterApart('甲乙丙丁', '戊乙丙己')).toBe(false);
  });

  it('compares five thousand names with twenty thousand, not each with each', () => {
    // Bodies of one county are called much alike: 200 places × 100 kinds, of which a quarter comes again with one
    // character left out.
    const letters = '春夏秋冬梅兰竹菊松柏杨柳桃李杏枣桂槐榆桑';
    const place = (n: number) => `${letters[n % 20]}${letters[Math.floor(n / 20) % 20]}`;
    const kind = (n: number) => `${letters[(n * 7) % 20]}${letters[(n * 3 + 1) % 20]}服务中心`;
    const names = Array.from(
      { length: 20_000 },
      (_, n) => `示例县${place(n % 400)}${kind(Math.floor(n / 400))}站`,
    );
    const index = createNameIndex<number>();
    const started = performance.now();
    for (const [n, name] of names.entries()) index.add(name, n);
    let found = 0;
    for (const name of names.slice(0, 5_000)) {
      if (index.similar(name.replace('服务', '服')).length > 0) found += 1;
    }
    expect(found).toBe(5_000);
    // Comparing every pair would be 100 million comparisons, minutes of work.
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
