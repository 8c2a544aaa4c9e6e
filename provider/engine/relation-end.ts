import { observedOf, type Inventory, type Relation } from '../inventory/inventory.ts'
import type { DesiredClient } from '../model/desired.ts'
import { identityIn } from '../model/observed.ts'
import type { AssetRef, Change, Subject, Waiting } from '../plan/change.ts'
import { heldFrom } from '../plan/held.ts'
import type { PlanPart } from '../plan/plan.ts'

const NOTHING = { changes: [], waiting: [], later: [], unmanaged: [], unknown: undefined } as const

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
  const { ends } = client
  if (ends === undefined) return [...parts]
  const relations = ends.relations.map((business) => ({
    business,
    relation: relationIn(inventory, business),
  }))
  const there = new Set(
    relations.flatMap(({ business, relation }) => (relation === 'there' ? [business] : [])),
  )
  return [
    ...parts.map((one) =>
      there.has(ownerOf(one, client, inventory)) ? withoutWaiting(one, inventory) : one,
    ),
    ...relations.flatMap(({ business, relation }): PlanPart[] => {
      if (relation === 'none') return []
      const asset: AssetRef = { kind: 'business', id: business, name: ends.name }
      const part = { asset, recorded: false, at: ends.at }
      if (relation !== 'there')
        return [{ ...part, comparison: { ...NOTHING, unknown: relation.unknown.message } }]
      const leaves: Change = {
        verb: 'revoke',
        asset,
        subject: { partner: client.agencyBusiness },
        before: { level: 'partner of the client', tasks: [] },
        after: undefined,
        because: [],
        at: ends.at,
      }
      return [{ ...part, comparison: { ...NOTHING, changes: [leaves] } }]
    }),
  ]
}

/** The Business that owns a part's asset; the client's own where Meta does not show it. */
function ownerOf({ asset }: PlanPart, { business }: DesiredClient, inventory: Inventory): string {
  if (asset.kind === 'business') return asset.id
  return identityIn(observedOf(inventory, asset.kind, asset.id)).business?.id ?? business
}

/** State of the relationship with a Business of a client who leaves; unknown when it was not read. */
export function relationIn(inventory: Inventory, business: string): Relation {
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
  const people = Object.entries(seen.people)
    .filter(([principal]) => principal !== inventory.self && !gone.has(principal))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return [
    end(subject, seen.partner.state === 'granted' ? seen.partner.tasks : undefined),
    ...people.map(([principal, tasks]) => end({ principal }, tasks)),
  ]
}
