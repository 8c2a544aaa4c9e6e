import { readBatch } from '../../graph/batch.ts'
import type { DesiredAsset } from '../../model/desired.ts'
import { factsOf, type AssetKind } from '../../model/kinds.ts'
import type { NotSeen, ObservedAsset } from '../../model/observed.ts'
import type { AgencySide } from './agency-side.ts'
import { leavesOpen, notSeen, unknownAsset } from '../not-seen.ts'
import { readFromMembers } from '../from-members.ts'

/**
 * The declared assets of a kind that can be read although its listing is empty. An empty answer and a missing right
 * look alike (graph-api 1.2, LIVE-CLAIM: a wrong Business answers 200 with nothing), so these are unknown, not absent.
 * Throws only when the token does not work.
 */
export async function doubtsOnEmptyListing(
  side: AgencySide,
  kind: AssetKind,
  declared: readonly DesiredAsset[],
): Promise<Map<string, ObservedAsset>> {
  const doubts = await (factsOf(kind).hasPublicId
    ? doubtsByPeople(side, kind, declared)
    : doubtsByLook(side, declared))
  return new Map([...doubts].map(([id, reason]) => [id, unknownAsset(kind, reason)]))
}

const READABLE: NotSeen = {
  kind: 'contradiction',
  message: 'Meta shows the asset itself, but its list is empty',
}

async function doubtsByLook(
  { api }: AgencySide,
  declared: readonly DesiredAsset[],
): Promise<Map<string, NotSeen>> {
  const answers = await readBatch(
    api,
    declared.map(({ id }) => ({ path: id, params: { fields: 'id' } })),
  )
  const doubts = new Map<string, NotSeen>()
  for (const [index, { id }] of declared.entries()) {
    const answer = answers[index]
    if (answer === undefined) continue
    if ('body' in answer) doubts.set(id, READABLE)
    else if (answer.error.kind === 'token') throw answer.error
    else if (leavesOpen(answer.error)) doubts.set(id, notSeen(answer.error))
  }
  return doubts
}

/** Where anybody may read the id, reading it proves nothing; a task of one of our people there proves the share. */
async function doubtsByPeople(
  { api, people }: AgencySide,
  kind: AssetKind,
  declared: readonly DesiredAsset[],
): Promise<Map<string, NotSeen>> {
  const { members } = await people()
  const { assigned, failed } = await readFromMembers(api, kind, members)
  if (failed?.kind === 'token') throw failed
  const open = failed !== undefined && leavesOpen(failed) ? notSeen(failed) : undefined
  return new Map(
    declared.flatMap(({ id }): [string, NotSeen][] => {
      const reason = assigned.has(id) ? READABLE : open
      return reason === undefined ? [] : [[id, reason]]
    }),
  )
}
