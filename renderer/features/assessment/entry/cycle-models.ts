/** The models that assess the units of a cycle. */

/** A version of a model by its name. */
export interface NamedModel {
  code: string;
  version: string;
}

/** `CODE VERSION` of every model of the cycle, those of most units first. */
export const modelsOf = (units: readonly { modelCode: string; modelVersion: string }[]): string[] => {
  const counts = new Map<string, number>();
  for (const { modelCode, modelVersion } of units) {
    const key = `${modelCode} ${modelVersion}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([key]) => key);
};

export const namedModelOf = (model: string): NamedModel => {
  const [code = '', version = ''] = model.split(' ');
  return { code, version };
};
