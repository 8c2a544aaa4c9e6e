import type { Estate } from '../../../provider/emulator/index.ts'
import type { AssetKind } from '../../../provider/model/kinds.ts'
import { readBack } from '../inventory/oracle.ts'

// The rules of Meta that the oracle of a scan goes by, written out for it alone.

type Asset = Estate['assets'][number]
type Business = Estate['businesses'][number]
type Invitation = Business['invitations'][number]

export type Quirks = {
  /** Milliseconds since 1970. */
  readonly now: number
  /** The listing of this kind answers 200 and nothing. */
  readonly emptyKind?: AssetKind | undefined
}

export function key(code: string, client: string, asset = '', who = ''): string {
  return [`SCAN_${code}`, client, asset, who].join(' ')
}

export function businessOf(estate: Estate, id: string): Business {
  const business = estate.businesses.find((one) => one.id === id)
  if (business === undefined) throw new Error(`Cannot find Business ${id} in the estate`)
  return business
}

/** The state of an invitation by address: the first of an address counts, and none of somebody who is in. */
export function invitedTo(business: Business): Map<string, Invitation> {
  const invited = new Map<string, Invitation>()
  const inside = new Set(business.people.map(({ email }) => email.toLowerCase()))
  for (const one of business.invitations) {
    const email = one.email.toLowerCase()
    if (!inside.has(email) && !invited.has(email)) invited.set(email, one)
  }
  return invited
}

export function hasEnded({ expires }: Invitation, { now }: Quirks): boolean {
  return expires !== undefined && Date.parse(expires) <= now
}

/** Members of a Business on an asset, by address or name, with what is read back of their tasks. */
export function heldBy(
  { people, system_users: systemUsers }: Pick<Business, 'people' | 'system_users'>,
  { kind, assignments }: Asset,
): Map<string, string[]> {
  const names = new Map([
    ...people.map(({ id, email }) => [id, email.toLowerCase()] as const),
    ...systemUsers.map(({ id, name }) => [id, name] as const),
  ])
  return new Map(
    assignments.flatMap(({ user, tasks }): [string, string[]][] => {
      const name = names.get(user)
      return name === undefined ? [] : [[name, readBack(kind, tasks)]]
    }),
  )
}

export function sharedTasks(kind: AssetKind, tasks: readonly string[]): readonly string[] | undefined {
  if (kind === 'instagram' || kind === 'whatsapp') return undefined
  if (kind === 'catalog') return tasks.includes('MANAGE') ? ['ADVERTISE', 'MANAGE'] : ['ADVERTISE']
  return readBack(kind, tasks)
}

/** Which way what is there is off what is wanted; undefined when it is right. */
export function verdict(
  kind: AssetKind,
  there: readonly string[],
  wanted: readonly string[],
): 'ABOVE' | 'BELOW' | 'OTHER' | undefined {
  const has = new Set(there)
  const all = new Set(readBack(kind, there))
  const possible = new Set(readBack(kind, wanted))
  const isRight = wanted.every((task) => has.has(task)) && [...has].every((task) => possible.has(task))
  if (isRight) return undefined
  const above = [...all].some((task) => !possible.has(task))
  const below = [...possible].some((task) => !all.has(task))
  if (above === below) return 'OTHER'
  return above ? 'ABOVE' : 'BELOW'
}
