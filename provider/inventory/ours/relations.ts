import { GraphError } from '../../graph/graph-error.ts'
import type { DesiredClient } from '../../model/desired.ts'
import type { AgencySide } from './agency-side.ts'
import type { Relation } from '../inventory.ts'
import { notSeen } from '../not-seen.ts'

/** State of the relationship with each client that ends it. Throws only when the token does not work. */
export async function readRelations(
  side: AgencySide,
  clients: readonly DesiredClient[],
): Promise<Readonly<Record<string, Relation>>> {
  const ending = clients.filter(({ ends }) => ends !== undefined)
  if (ending.length === 0) return {}
  const related = await clientsOf(side)
  return Object.fromEntries(
    ending
      .flatMap(({ ends }) => ends?.relations ?? [])
      .map((business): [string, Relation] => [business, relationOf(related, business)]),
  )
}

function relationOf(related: ReadonlySet<string> | Exclude<Relation, string>, business: string): Relation {
  if ('unknown' in related) return related
  return related.has(business) ? 'there' : 'none'
}

async function clientsOf(side: AgencySide): Promise<ReadonlySet<string> | Exclude<Relation, string>> {
  try {
    return await side.clients()
  } catch (error) {
    if (!(error instanceof GraphError) || error.kind === 'token') throw error
    return { unknown: notSeen(error) }
  }
}
