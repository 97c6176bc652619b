/** Complaints, opinion events, violations in procurement and tendering that are taken further as leads. */
import type { leadChannels } from '#shared/ledgers/definitions/leads.ts';
import { personalOf, valuesOf } from '#shared/ledgers/ledger-row.ts';
import { textOf } from '#shared/ledgers/values.ts';
import { createLedgerReader } from '../../../db/repositories/ledger-rows.ts';
import { makeRow } from '../make-row.ts';
import type { Consequences } from './consequences.ts';

interface Origin {
  channel: keyof typeof leadChannels;
  domain?: string;
  /** Field with what is said. */
  content: string;
}

/** Taking the step `lead` registers a lead with what the row says; who complained goes with it, sealed. */
export const becomingLead = ({ channel, domain, content }: Origin): Consequences => ({
  /** One matter is one lead. */
  refuse(db, row, step, today) {
    if (step !== 'lead') return null;
    const { total } = createLedgerReader(db).totals({ ledger: 'leads', rowId: row.id }, today);
    return total === 0 ? null : { code: 'ledger.isLead', severity: 'error', params: {}, field: 'on' };
  },
  afterStep(tx, { step, row, reading, actor, now }) {
    if (step !== 'lead') return null;
    const values = valuesOf(row);
    const { complainant, complainantPhone } = personalOf(row);
    const said = textOf(values, content) ?? row.title ?? '';
    const lead = makeRow(
      tx,
      {
        ledger: 'leads',
        bodyUscc: row.bodyUscc,
        rowId: row.id,
        values: {
          number: `线索-${row.number ?? row.id.slice(0, 8)}`,
          happenedOn: reading.on,
          channel,
          domain: domain ?? null,
          title: (row.title ?? said).slice(0, 100),
          content: [said, reading.reason].filter(Boolean).join('\n').slice(0, 1000),
          amountFen: row.amountFen,
        },
        personal: {
          ...(complainant === undefined ? {} : { complainant }),
          ...(complainantPhone === undefined ? {} : { complainantPhone }),
        },
      },
      { actor, now },
    );
    return { kind: 'ledgerRow', id: lead.id };
  },
});
