import { observedOf, type Inventory, type Relation } from '../inventory/inventory.ts'
import type { DesiredClient } from '../model/desired.ts'
import type { AssetRef, Change, Subject, Waiting } from '../plan/change.ts'
import { heldFrom } from '../plan/held.ts'
import type { PlanPart } from '../plan/plan.ts'

const NOTHING = { changes: [], waiting: [], unmanaged: [], unknown: undefined } as const

/**
 * Adds the end of the relationship to the plan of a client who leaves. It also revokes what our side cannot give up one
 * by one (pixels, catalogs), so those no longer wait for the client. Source: graph-api 2.2, `DELETE /{agency}/clients`
 * is the agency leaving the client (FACT); that no share outlives it is INFERENCE, so the run reads again afterwards.
 */
export function withRelationEnd(
  client: DesiredClient,
  inventory: Inventory,
  parts: readonly PlanPart[],
): PlanPart[] {
  const { ends, agencyBusiness, business } = client
  const relation = relationIn(inventory, client)
  if (ends === undefined || relation === 'none') return [...parts]
  const asset: AssetRef = { kind: 'business', id: business, name: ends.name }
  const part = { asset, recorded: false, at: ends.at }
  if (relation !== 'there')
    return [...parts, { ...part, comparison: { ...NOTHING, unknown: relation.unknown.message } }]
  const leaves: Change = {
    verb: 'revoke',
    asset,
    subject: { partner: agencyBusiness },
    before: { level: 'partner of the client', tasks: [] },
    after: undefined,
    because: [],
    at: ends.at,
  }
  return [
    ...parts.map((one) => withoutWaiting(one, inventory)),
    { ...part, comparison: { ...NOTHING, changes: [leaves] } },
  ]
}

/** State of the relationship with a client who leaves; unknown when it was not read. */
export function relationIn(inventory: Inventory, { business }: Pick<DesiredClient, 'business'>): Relation {
  const notRead = { kind: 'not-read', message: 'this run did not read our list of clients' }
  return inventory.relations?.[business] ?? { unknown: notRead }
}

/** Turns a share that waits for the client into changes: the end of the relationship revokes it and everybody on it. */
function withoutWaiting(part: PlanPart, inventory: Inventory): PlanPart {
  const { comparison } = part
  const ended = comparison.waiting.filter((one) => one.for === 'client-unshare')
  if (ended.length === 0) return part
  return {
    ...part,
    comparison: {
      ...comparison,
      changes: [...comparison.changes, ...ended.flatMap((one) => endsOf(one, comparison.changes, inventory))],
      waiting: comparison.waiting.filter((one) => !ended.includes(one)),
    },
  }
}

function endsOf({ asset, subject, at }: Waiting, made: readonly Change[], inventory: Inventory): Change[] {
  if (asset.kind === 'business') return []
  const { kind } = asset
  const seen = observedOf(inventory, kind, asset.id)
  if (seen.state !== 'present') return []
  const end = (who: Subject, tasks: readonly string[] | undefined): Change => ({
    verb: 'revoke',
    asset,
    subject: who,
    before: tasks === undefined ? { level: 'shared', tasks: [] } : heldFrom(kind, tasks),
    after: undefined,
    because: [],
    at,
  })
  const gone = new Set(made.flatMap(({ subject: who }) => ('principal' in who ? [who.principal] : [])))
  const people = Object.entries(seen.assignments)
    .filter(([principal]) => principal !== inventory.self && !gone.has(principal))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return [
    end(subject, seen.partner.state === 'granted' ? seen.partner.tasks : undefined),
    ...people.map(([principal, tasks]) => end({ principal }, tasks)),
  ]
}
