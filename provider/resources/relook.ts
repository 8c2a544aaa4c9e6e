import type { ObservedPartner } from '../model/observed.ts'
import type { Change } from '../plan/change.ts'
import type { AssetInputs } from './inputs.ts'
import type { Meta } from './meta.ts'
import type { Look } from './observe.ts'
import { readPart, rereadOwnShare, rereadPartner, rereadPeople, type Part, type People } from './reread.ts'
import { endsByClient, type WriteApis } from './write.ts'

/** A look after writes: each part that they concern, seen or unread. */
export type Relook = {
  readonly partner: Part<ObservedPartner> | undefined
  readonly people: Part<People> | undefined
}

/**
 * Looks at what these changes concern: our share on the side that can see it, and the people, unless the share is seen to
 * be gone, which takes them off (graph-api 2.2, INFERENCE).
 */
export async function relook(
  inputs: AssetInputs,
  changes: readonly Change[],
  apis: WriteApis,
  meta: Meta,
  { around }: Pick<Look, 'around'>,
): Promise<Relook> {
  const ofPartner = changes.find(({ subject }) => 'partner' in subject)
  const partner = ofPartner === undefined ? undefined : await lookAtShare(inputs, ofPartner, apis, meta)
  if (partner !== undefined && 'seen' in partner && isOver(ofPartner, partner.seen))
    return { partner, people: { seen: {} } }
  const people = await readPart(async () =>
    rereadPeople(await apis.people(), inputs.asset, apis.business, around.members),
  )
  return { partner, people }
}

function isOver(change: Change | undefined, { state }: ObservedPartner): boolean {
  return change?.after === undefined && state === 'none'
}

async function lookAtShare(
  inputs: AssetInputs,
  { after }: Change,
  apis: WriteApis,
  meta: Meta,
): Promise<Part<ObservedPartner>> {
  if (after !== undefined || endsByClient(inputs))
    return readPart(async () => rereadPartner(await apis.partner(), inputs))
  const part = await readPart(async () => rereadOwnShare(await meta.agency('read'), inputs))
  return 'seen' in part ? part.seen : part
}
