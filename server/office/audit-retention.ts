/** Forgetting what the audit has told for long enough: each night, where RETAIN_AUDIT says how long that is. */
import { forgetAudit } from '../audit/queries.ts';
import { recordAudit, theService } from '../audit/record.ts';
import { instant } from '../clock.ts';
import type { PeriodicWork } from '../leases/periodic.ts';
import { byPortions, portion } from '../leases/portions.ts';
import { idsFrom } from '../ordered-id.ts';
import { type NightDeps, nightly } from './night.ts';

interface AuditRetentionDeps extends NightDeps {
  /** How long entries are kept, in ms. */
  retainAudit: number;
}

/** Nightly, by one of the processes, the oldest first and in portions. The audit says from when on it is kept. */
export function auditRetention(deps: AuditRetentionDeps): Omit<PeriodicWork, 'failed'> {
  const { clock, retainAudit } = deps;
  return nightly(deps, {
    name: 'forgetting old entries of the audit',
    async work(write) {
      const before = clock() - retainAudit;
      // With the first of them: it is told whatever becomes of the rest.
      const begun = await write(async (tx) => {
        const gone = await forgetAudit(tx, idsFrom(before), portion);
        const details = { before: instant(before) };
        if (gone > 0)
          recordAudit(tx, theService, clock(), {
            action: 'audit_forgotten',
            subjectId: theService.id,
            details,
          });
        return gone;
      });
      if (begun > 0) await byPortions(write, (tx, most) => forgetAudit(tx, idsFrom(before), most));
    },
  });
}
