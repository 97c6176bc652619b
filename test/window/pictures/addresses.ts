/** Every page that can be reached by its address alone. */
export const addresses: readonly string[] = [
  '/',
  '/archive',
  '/archive/bodies',
  '/archive/officials',
  '/archive/records',
  '/assessment',
  '/assessment/2026',
  '/assessment/2026/entry/119901010099000215?role=self&leaf=A1.1&item=n',
  '/assessment/2026/column/A2.3/level?role=assessor',
  '/assessment/2026/check',
  '/results',
  '/models',
  '/reports',
  '/exchange',
  '/imports',
  '/system',
];
