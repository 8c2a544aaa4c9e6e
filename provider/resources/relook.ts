import { readFromMembers } from '../inventory/from-members.ts'
import { leavesOpen, notSeen } from '../inventory/not-seen.ts'
import { factsOf } from '../model/kinds.ts'
import type { ObservedPartner } from '../model/observed.ts'
import type { Change } from '../plan/change.ts'
import { isShown } from '../plan/is-shown.ts'
import type { AssetInputs } from './inputs.ts'
import type { Meta } from './meta.ts'
import type { Look } from './observe.ts'
import {
  readPart,
  rereadOwnShare,
  rereadPartner,
  rereadPeople,
  type LookedPart,
  type People,
} from './reread.ts'
import { endsByClient, type WriteApis } from './write.ts'

/** A look after writes: each part that they concern, seen or unread. */
export type Relook = {
  readonly partner: LookedPart<ObservedPartner> | undefined
  readonly people: LookedPart<People> | undefined
}

/**
 * Looks at what these changes concern: our share on the side that can see it, and the people, unless the share is seen
 * to be gone, which takes them off (graph-api 2.2, INFERENCE).
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
  const listed = await readPart(async () =>
    rereadPeople(await apis.people(), inputs.asset, apis.business, around.members),
  )
  const people = 'seen' in listed ? await withUnlisted(inputs, changes, listed.seen, apis, around) : listed
  return { partner, people }
}

/**
 * Adds whom only their own side shows: whoever may use all assets is often missing from the list of one, and an empty
 * list is no proof (graph-api 1.2, LIVE-CLAIM). Asks nobody where the list shows every change.
 */
async function withUnlisted(
  { kind, asset }: AssetInputs,
  changes: readonly Change[],
  listed: People,
  apis: WriteApis,
  { members }: Look['around'],
): Promise<LookedPart<People>> {
  // Its people are told by its own token, which has no members.
  if (factsOf(kind).hasOwnToken) return { seen: listed }
  const isEmpty = Object.keys(listed).length === 0
  const doubtful = changes.filter(
    (change) =>
      'principal' in change.subject &&
      (change.after === undefined ? isEmpty : !isShown(change, kind, { people: listed })),
  )
  const asked = doubtful.flatMap(({ subject }) =>
    'principal' in subject ? (members.get(subject.principal) ?? []) : [],
  )
  if (asked.length === 0) return { seen: listed }
  const { assigned, failed } = await readFromMembers(await apis.people(), kind, asked)
  if (failed !== undefined && leavesOpen(failed)) return { unread: notSeen(failed) }
  return { seen: { ...Object.fromEntries(assigned.get(asset) ?? []), ...listed } }
}

function isOver(change: Change | undefined, { state }: ObservedPartner): boolean {
  return change?.after === undefined && state === 'none'
}

async function lookAtShare(
  inputs: AssetInputs,
  { after }: Change,
  apis: WriteApis,
  meta: Meta,
): Promise<LookedPart<ObservedPartner>> {
  if (after !== undefined || endsByClient(inputs))
    return readPart(async () => rereadPartner(await apis.partner(), inputs))
  const part = await readPart(async () => rereadOwnShare(await meta.agency('read'), inputs))
  return 'seen' in part ? part.seen : part
}
