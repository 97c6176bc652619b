import type { OperationOutput } from '#shared/contract/client.ts';

/** A subject of a check, with what the rules and a person concluded. */
export type CheckedSubject = OperationOutput<'eligibility.read'>['subjects'][number];

/** The person's conclusion, else that of the rules. */
export const conclusionOf = ({ decided, outcome }: CheckedSubject) => decided?.outcome ?? outcome;
