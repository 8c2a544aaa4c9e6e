import type { Finding } from '../findings/finding.ts'
import { endingsOf, isEnding } from '../expiry/endings.ts'
import type { Client } from '../model/model.ts'
import { applyNarrowly, type NarrowlyApplied } from './apply-narrowly.ts'
import { momentOf, type Context } from './context.ts'
import { loadModel, slugIn } from './load.ts'

/** What came of the clients at whom something has ended, and what is wrong with files that keep others from being known. */
export type Expired = { readonly clients: readonly NarrowlyApplied[]; readonly findings: readonly Finding[] }

/**
 * Ends what is past its `until` at the named clients, or at all, and does nothing else there. A client whose file is
 * broken is told and stops no other.
 */
export async function expireAll(context: Context, names: readonly string[]): Promise<Expired> {
  const { model, findings } = await loadModel(context)
  const errors = findings.filter(({ severity }) => severity === 'error')
  const broken = new Set(errors.map(({ address }) => slugIn(address?.file)))
  if (model === undefined || broken.has(undefined)) return { clients: [], findings: errors }
  const concerned = model.clients.filter(
    (client) =>
      !broken.has(client.slug) &&
      (names.length === 0 || names.includes(client.slug)) &&
      endingsOf(client, momentOf(context)).length > 0,
  )
  const clients: NarrowlyApplied[] = []
  for (const client of concerned) {
    context.output.progress(`Revoking ended access of ${client.slug}`)
    clients.push(await expireClient(context, client))
  }
  return { clients, findings: errors }
}

function expireClient(context: Context, client: Client): Promise<NarrowlyApplied> {
  const endings = endingsOf(client, momentOf(context))
  return applyNarrowly(context, client.slug, {
    isMeant: (change) => isEnding(change, endings),
    // The file has announced each of these ends since it was approved.
    announced: { everything: true, leavers: new Set(endings.map(({ principal }) => principal)) },
    overrides: {},
  })
}
