/** Steps of the units of a cycle: handed in, returned, passed. Only ever added to; the last one says the state. */
import type { UnitState, UnitStep } from '#shared/domain/unit-states.ts';
import type { ReadDb, WriteTx } from '../transaction.ts';

export interface TakenStep {
  bodyUscc: string;
  step: UnitStep;
  /** The state that it led to. */
  state: UnitState;
  reason: string | null;
  /** Of a return: the day up to which the unit may fill in again. */
  dueOn: string | null;
  takenAt: string;
  actor: string;
}

const columns = 'body_uscc AS bodyUscc, step, state, reason, due_on AS dueOn, taken_at AS takenAt, actor';

export function createUnitStepReader(db: ReadDb) {
  const ofUnit = db.prepareRead<TakenStep>(
    `SELECT ${columns} FROM unit_steps WHERE cycle_code = ? AND body_uscc = ? ORDER BY position`,
  );
  const last = db.prepareRead<TakenStep>(
    `SELECT ${columns} FROM unit_steps WHERE cycle_code = ? AND body_uscc = ? ORDER BY position DESC LIMIT 1`,
  );
  const lastOfAll = db.prepareRead<TakenStep>(
    `SELECT ${columns} FROM unit_steps AS one WHERE cycle_code = ? AND position =
       (SELECT max(position) FROM unit_steps WHERE cycle_code = one.cycle_code AND body_uscc = one.body_uscc)
     ORDER BY body_uscc`,
  );
  return {
    /** Oldest first. */
    list: (cycle: string, bodyUscc: string): TakenStep[] => ofUnit.all(cycle, bodyUscc),
    /** Null when the unit has taken none: it is filling in. */
    last: (cycle: string, bodyUscc: string): TakenStep | null => last.get(cycle, bodyUscc) ?? null,
    /** The last step of every unit that has taken one. */
    lastOfAll: (cycle: string): TakenStep[] => lastOfAll.all(cycle),
  };
}

export function createUnitStepRepository(tx: WriteTx) {
  const add = tx.prepareWrite(
    `INSERT INTO unit_steps (id, cycle_code, body_uscc, position, step, state, reason, due_on, taken_at, actor)
     VALUES (@id, @cycle, @bodyUscc,
       (SELECT coalesce(max(position), 0) + 1 FROM unit_steps WHERE cycle_code = @cycle AND body_uscc = @bodyUscc),
       @step, @state, @reason, @dueOn, @takenAt, @actor)`,
  );
  return {
    ...createUnitStepReader(tx),
    add(cycle: string, step: Omit<TakenStep, 'takenAt'>): void {
      add.run({ id: tx.newId(), cycle, takenAt: tx.now(), ...step });
    },
  };
}
