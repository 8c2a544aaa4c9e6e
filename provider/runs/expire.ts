import { endingsOf, isEnding, type Ending } from '../expiry/endings.ts'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { slugIn } from '../model/access-files.ts'
import type { Client, Model } from '../model/model.ts'
import { applyNarrowly, type NarrowlyApplied, type StillWaiting } from './apply-narrowly.ts'
import { titleOf } from '../plan/titles.ts'
import { waitingWords } from '../plan/words.ts'
import { clientUnknown } from './wiring/client-unknown.ts'
import { momentOf, type RunContext } from './wiring/context.ts'
import { loadModel } from './wiring/load.ts'
import { untilStopped } from './wiring/stop.ts'

/** The results for the clients where access has ended. */
export type ExpiredRun = {
  readonly clients: readonly NarrowlyApplied[]
  /** Findings of unreadable files, and of each client. */
  readonly findings: readonly Finding[]
}

/**
 * Revokes what is past its `until` at the named clients, or at all, and changes nothing else. An unknown name stops the
 * run; a client whose file is broken is reported and stops no other.
 */
export async function expireRun(
  context: RunContext,
  names: readonly string[],
): Promise<ExpiredRun | { readonly errors: readonly Finding[] }> {
  const { model, findings } = await loadModel(context)
  const unknown = unknownNames(model, names)
  if (unknown.length > 0) return { errors: unknown }
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
  await untilStopped(context, async () => {
    for (const client of concerned) {
      context.progress(`Revoking ended access of ${client.slug}`)
      clients.push(await expireClient(context, client))
    }
  })
  return { clients, findings: [...errors, ...clients.flatMap((one) => one.findings)] }
}

function unknownNames(model: Model | undefined, names: readonly string[]): Finding[] {
  if (model === undefined) return []
  const known = model.clients.map(({ slug }) => slug)
  return names.filter((name) => !known.includes(name)).map((client) => clientUnknown(client, known))
}

async function expireClient(context: RunContext, client: Client): Promise<NarrowlyApplied> {
  const endings = endingsOf(client, momentOf(context))
  const applied = await applyNarrowly(context, client.slug, {
    isMeant: (change) => isEnding(change, endings),
    mayBeOn: (asset) => endings.some((one) => one.asset === asset),
    // The approved file announced each of these ends.
    announced: { everything: true, leavers: new Set(endings.map(({ principal }) => principal)) },
    overrides: {},
  })
  const waiting = applied.waiting.filter((one) => standsBeyond(one, endings))
  const byHand = waiting.map((one) => byHandFinding(client.slug, one))
  return { ...applied, waiting, findings: [...applied.findings, ...byHand] }
}

/** Whether what waits is the end of access: all of it, or what somebody has above their function. */
function standsBeyond({ asset, subject, wanted, isHeld }: StillWaiting, endings: readonly Ending[]): boolean {
  if (!('principal' in subject) || (wanted !== undefined && !isHeld)) return false
  return endings.some((one) => one.principal === subject.principal && one.asset === asset.id)
}

function byHandFinding(client: string, waiting: StillWaiting): Finding {
  const { asset, subject, at } = waiting
  const who = 'principal' in subject ? subject.principal : ''
  return finding('ENDED_BY_HAND', { who, asset: titleOf(asset), client, how: waitingWords(waiting) }, at)
}
