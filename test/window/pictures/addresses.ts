/** Every page that can be reached by its address alone. */
export const addresses: readonly string[] = [
  '/',
  '/archive',
  '/archive/bodies',
  '/archive/officials',
  '/archive/records',
  '/assessment',
  '/assessment/entry',
  '/results',
  '/models',
  '/reports',
  '/exchange',
  '/imports',
  '/system',
];
