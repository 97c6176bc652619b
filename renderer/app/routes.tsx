/** The areas of the window: where each lives, its name, and its code, which is loaded when it is first opened. */
import {
  ApartmentOutlined,
  BarChartOutlined,
  ContainerOutlined,
  DashboardOutlined,
  FileTextOutlined,
  SettingOutlined,
  SwapOutlined,
} from '@ant-design/icons';
import { type ComponentType, type LazyExoticComponent, lazy, type ReactNode } from 'react';
import type { shellWords } from '../i18n/zh-CN/shell.ts';
import { places } from '../ui/places.ts';

export interface Area {
  key: keyof typeof shellWords.areas;
  /** The place that the navigation leads to. */
  place: string;
  /** First steps of the addresses that belong to it. */
  roots: readonly string[];
  icon: ReactNode;
  /** What it consists of, shown below it while the user is there. */
  parts?: readonly { key: keyof typeof shellWords.parts; place: string }[];
}

/** In the order of the work; the last stands at the foot. */
export const areas: readonly Area[] = [
  { key: 'home', place: places.home, roots: [''], icon: <DashboardOutlined aria-hidden /> },
  {
    key: 'archive',
    place: places.records,
    roots: ['archive', 'eligibility', 'imports', 'ledgers'],
    icon: <ContainerOutlined aria-hidden />,
    parts: [
      { key: 'records', place: places.records },
      { key: 'bodies', place: places.bodies },
      { key: 'officials', place: places.officials },
      { key: 'ledgers', place: places.ledgers },
      { key: 'due', place: places.due },
      { key: 'eligibility', place: places.eligibility },
      { key: 'evidence', place: places.evidence },
      { key: 'imports', place: places.imports },
      { key: 'quality', place: places.quality() },
    ],
  },
  {
    key: 'assessment',
    place: places.cycles,
    roots: ['assessment', 'results'],
    icon: <BarChartOutlined aria-hidden />,
    parts: [
      { key: 'cycles', place: places.cycles },
      { key: 'results', place: places.results },
    ],
  },
  { key: 'models', place: places.models, roots: ['models'], icon: <ApartmentOutlined aria-hidden /> },
  { key: 'reports', place: places.reports, roots: ['reports'], icon: <FileTextOutlined aria-hidden /> },
  {
    key: 'exchange',
    place: places.exchange,
    roots: ['exchange'],
    icon: <SwapOutlined aria-hidden />,
    parts: [
      { key: 'reporting', place: places.exchange },
      { key: 'outbox', place: places.outbox },
      { key: 'inbox', place: places.inbox },
      { key: 'delivery', place: places.delivery },
      { key: 'conflicts', place: places.conflicts },
      { key: 'offices', place: places.offices },
      { key: 'packages', place: places.packageHistory },
    ],
  },
  {
    key: 'system',
    place: places.system,
    roots: ['system'],
    icon: <SettingOutlined aria-hidden />,
    parts: [
      { key: 'dataFolder', place: places.dataFolder },
      { key: 'checkData', place: places.checkData },
      { key: 'audit', place: places.audit },
      { key: 'catalogue', place: places.catalogue },
      { key: 'timeRules', place: places.timeRules },
      { key: 'holidays', place: places.holidays },
      { key: 'regions', place: places.regions },
      { key: 'letters', place: places.letters },
      { key: 'settings', place: places.settings },
      { key: 'keyboard', place: places.keyboard },
      { key: 'about', place: places.system },
    ],
  },
];

const page = <Name extends string>(
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
): LazyExoticComponent<ComponentType> => lazy(async () => ({ default: (await load())[name] }));

/** The pages below each first step of an address. */
export const pages: Readonly<Record<string, LazyExoticComponent<ComponentType>>> = {
  '': page(() => import('../features/home/HomePage.tsx'), 'HomePage'),
  archive: page(() => import('../features/archive/ArchivePages.tsx'), 'ArchivePages'),
  ledgers: page(() => import('../features/ledgers/LedgersPages.tsx'), 'LedgersPages'),
  eligibility: page(() => import('../features/eligibility/EligibilityPages.tsx'), 'EligibilityPages'),
  imports: page(() => import('../features/imports/ImportsPages.tsx'), 'ImportsPages'),
  assessment: page(() => import('../features/assessment/AssessmentPages.tsx'), 'AssessmentPages'),
  results: page(() => import('../features/results/ResultsPages.tsx'), 'ResultsPages'),
  models: page(() => import('../features/models/ModelsPages.tsx'), 'ModelsPages'),
  reports: page(() => import('../features/reports/ReportsPages.tsx'), 'ReportsPages'),
  exchange: page(() => import('../features/exchange/ExchangePages.tsx'), 'ExchangePages'),
  system: page(() => import('../features/system/SystemPages.tsx'), 'SystemPages'),
};

/** The first step of an address: `/archive/bodies` → `archive`. */
export const rootOf = (path: string): string => path.split('/')[1] ?? '';

export const areaOf = (path: string): Area | undefined =>
  areas.find(({ roots }) => roots.includes(rootOf(path)));
