import type { AuditEntry } from '../../../provider/audit/entry.ts'

/** An entry of acme, the number n of its kind. */
export function entry(n: number, more: Partial<AuditEntry> = {}): AuditEntry {
  const at = new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString()
  return {
    version: 1,
    client: 'acme',
    kind: 'change',
    title: `Change ${n}`,
    commit: n.toString(16).padStart(40, '0'),
    pull: { number: n, url: null },
    asked: { by: 'ana@northlight.example', at },
    approved: [{ by: 'olga@northlight.example', at }],
    merged: { by: 'olga@northlight.example', at },
    applied: { at, result: 'succeeded', plan: 'a'.repeat(64), resources: 1, run: null },
    reason: 'A sale',
    ticket: 'OPS-1',
    access: [{ asset: 'act_1001', who: 'ben@northlight.example', before: null, after: 'analyst' }],
    notKnown: [],
    ...more,
  }
}

/** The entries 1 to `count`. */
export function entries(count: number): AuditEntry[] {
  return Array.from({ length: count }, (_, index) => entry(index + 1))
}
