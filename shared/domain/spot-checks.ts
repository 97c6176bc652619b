/** 抽查: what can be drawn. */
export const spotCheckPopulations = {
  leaves: '已填报的指标',
  records: '信用记录',
  cases: '典型案例',
} as const;
export type SpotCheckPopulation = keyof typeof spotCheckPopulations;

export const spotCheckResults = { confirmed: '属实', notConfirmed: '不属实' } as const;
export type SpotCheckResult = keyof typeof spotCheckResults;
