/** Invented officials: names put together by chance, numbers of a region that is not issued. */
import { citizenIdCheckCharacter } from '#shared/domain/citizen-id.ts';
import { addDays } from '#shared/domain/dates.ts';
import type { OfficialContent } from '#shared/domain/entities.ts';
import { createIdFactory } from '#shared/domain/ids.ts';
import type { Place } from './places.ts';
import { createRandom, type Random } from './random.ts';

export type SampleOfficial = OfficialContent & { id: string };

const surnames = [...'赵钱孙周吴郑冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏章云苏潘葛范'];
const firstCharacters = [...'文国建志明永家春立德书思承景晓新海玉清宏'];
const secondCharacters = [...'平华林军峰霞芳梅兰勇强涛洁琳宁松波亮悦辉成义信诚'];

const townshipPosts = [
  '党(工)委书记',
  '镇长(主任)',
  '人大主席',
  '纪(工)委书记',
  '副镇长(副主任)',
  '副镇长(副主任)',
  '武装部长',
  '党政综合办公室主任',
  '财政所所长',
  '便民服务中心主任',
  '综合行政执法队队长',
  '信用工作专员',
];
const departmentPosts = [
  '局长(主任)',
  '党组副书记',
  '副局长(副主任)',
  '副局长(副主任)',
  '派驻纪检组组长',
  '办公室主任',
  '法规股股长',
  '人事股股长',
  '财务股股长',
  '业务一股股长',
  '业务二股股长',
  '信用工作专员',
];

function buildIdNumber(random: Random, used: Set<string>): string {
  for (;;) {
    const birthDate = addDays('1967-01-01', random.int(0, 11_500)).replaceAll('-', '');
    const first17 = `990101${birthDate}${String(random.int(1, 899)).padStart(3, '0')}`;
    if (used.has(first17)) continue;
    used.add(first17);
    return first17 + citizenIdCheckCharacter(first17);
  }
}

function buildName(random: Random, used: Set<string>): string {
  for (;;) {
    const name = random.pick(surnames) + random.pick(firstCharacters) + random.pick(secondCharacters);
    if (used.has(name)) continue;
    used.add(name);
    return name;
  }
}

/** Twelve officials for every assessed unit. The first is its head, the last its credit liaison. */
export function buildOfficials(places: readonly Place[], seed: number): SampleOfficial[] {
  const idRandom = createRandom(seed, 'identifiers');
  const createId = createIdFactory({ now: () => Date.UTC(2026, 0, 5, 1), randomBytes: idRandom.bytes });
  const names = new Set<string>();
  const numbers = new Set<string>();
  return places
    .filter((place) => place.model !== null)
    .flatMap((place) => {
      const random = createRandom(seed, `people/${place.shortName}`);
      const posts = place.model === 'TOWNSHIP-2026' ? townshipPosts : departmentPosts;
      return posts.map((post, index): SampleOfficial => {
        const careful = (percent: number) => random.int(1, 100) <= percent + place.diligence / 3;
        return {
          id: createId(),
          bodyUscc: place.uscc,
          name: buildName(random, names),
          idNo: buildIdNumber(random, numbers),
          post,
          staffCategory:
            index < 9 ? (place.bodyType === 'institution' ? 'reference' : 'civilServant') : 'institution',
          entryDate: addDays('2005-01-01', random.int(0, 7_000)),
          fileNo: careful(68) ? `${place.uscc.slice(8, 17)}-${String(index + 1).padStart(3, '0')}` : null,
          pledgeSignedOn: careful(65) ? addDays('2026-02-01', random.int(0, 60)) : null,
          trainingHours: careful(62) ? random.int(2, 24) : 0,
        };
      });
    });
}
