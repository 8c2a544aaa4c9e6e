import { setTimeout as sleep } from 'node:timers/promises'
import { ASSET_KINDS, factsOf, type AssetKind } from '../../provider/model/kinds.ts'
import { fieldOf, rowsOf, type AskGraph } from './ask.ts'
import { ownedEdge } from './find.ts'
import { observe, type Observation } from './observation.ts'

/** A throw-away asset, and somebody of our Business who is not on it. */
export type WriteTarget = {
  readonly kind: AssetKind
  readonly asset: string
  readonly user: string
  readonly business: string
}

/** `isLeft` says whether the person is still on the asset; undefined when that cannot be read. */
type Written = {
  readonly observations: readonly Observation[]
  readonly isLeft: boolean | undefined
}

/** Thrown before anything was written; `message` says why. */
export class WriteRefused extends Error {
  override readonly name = 'WriteRefused'
}

/** How often a read looks for a change before it gives up. */
const LOOKS = 8

export function isKind(value: string | undefined): value is AssetKind {
  return ASSET_KINDS.some((kind) => kind === value)
}

/**
 * Questions 1 and 8 of graph-api 9: assigns somebody, looks until it shows, and takes them off. Refuses an asset that our
 * Business does not own and a person who has tasks on it, so nothing that somebody needs can change.
 */
export async function askByWriting(call: AskGraph, target: WriteTarget, pauseMs: number): Promise<Written> {
  await requireThrowAway(call, target)
  const { kind, asset, user, business } = target
  const tasks: readonly string[] = factsOf(kind).tasks
  const least = tasks.find((task) => task === 'ANALYZE' || task === 'VIEW_TEMPLATES') ?? 'ADVERTISE'
  const given = await call('POST', `${asset}/assigned_users`, {
    business,
    user,
    tasks: JSON.stringify([least]),
  })
  const shown = await lookFor(call, target, true, pauseMs)
  const taken = await call('DELETE', `${asset}/assigned_users`, { business, user })
  const gone = await lookFor(call, target, false, pauseMs)
  return {
    observations: [
      observe(`POST {${kind}}/assigned_users`, given, `asked for ${least}`),
      shown.observation,
      observe(`DELETE {${kind}}/assigned_users`, taken),
      gone.observation,
    ],
    isLeft: gone.isThere,
  }
}

async function requireThrowAway(call: AskGraph, target: WriteTarget): Promise<void> {
  if (factsOf(target.kind).hasOwnToken)
    throw new WriteRefused(`Cannot write to a ${factsOf(target.kind).title}: it takes a token of its own`)
  if (!(await isOwn(call, target)))
    throw new WriteRefused(
      'Cannot write to the asset of --write: the Business of --business does not own it, so it may be a client’s',
    )
  const there = await isThere(call, target)
  if (there === undefined)
    throw new WriteRefused('Cannot write to the asset of --write: its people cannot be read')
  if (there) throw new WriteRefused('Cannot use the person of --user: they are on the asset already')
}

async function isOwn(call: AskGraph, { kind, asset, business }: WriteTarget): Promise<boolean> {
  return (await listHolds(call, `${business}/${ownedEdge(kind)}`, {}, asset)) === true
}

async function isThere(call: AskGraph, { asset, business, user }: WriteTarget): Promise<boolean | undefined> {
  return await listHolds(call, `${asset}/assigned_users`, { business }, user)
}

/** Whether a list has a row with the id; undefined when it cannot be read to its end. */
async function listHolds(
  call: AskGraph,
  path: string,
  params: Readonly<Record<string, string>>,
  id: string,
): Promise<boolean | undefined> {
  let after: unknown
  do {
    const cursor = typeof after === 'string' ? { after } : {}
    const answer = await call('GET', path, { ...params, fields: 'id', limit: '100', ...cursor })
    if (answer.code !== 'ok') return undefined
    if (rowsOf(answer).some((row) => fieldOf(row, 'id') === id)) return true
    const paging = fieldOf(answer.body, 'paging')
    after = fieldOf(paging, 'next') === undefined ? undefined : fieldOf(fieldOf(paging, 'cursors'), 'after')
  } while (after !== undefined)
  return false
}

/** Reads a few times for a change, and says how long it took. */
async function lookFor(
  call: AskGraph,
  target: WriteTarget,
  wanted: boolean,
  pauseMs: number,
): Promise<{ readonly observation: Observation; readonly isThere: boolean | undefined }> {
  const from = Date.now()
  let there = await isThere(call, target)
  for (let looks = 1; looks < LOOKS && there !== wanted; looks += 1) {
    await sleep(pauseMs)
    there = await isThere(call, target)
  }
  const seconds = Math.ceil((Date.now() - from) / 1000)
  const says =
    there === undefined
      ? 'the people cannot be read'
      : there === wanted
        ? `${wanted ? 'shown' : 'gone'} within ${seconds} s`
        : `not ${wanted ? 'shown' : 'gone'} after ${seconds} s`
  const looked = `GET {${target.kind}}/assigned_users, looking for the person`
  return { observation: { call: looked, status: 0, code: '-', says }, isThere: there }
}
