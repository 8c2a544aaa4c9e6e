import type { Random } from '../../../provider/emulator/estate/names.ts'
import { byHand, HandRefused, type Hand } from '../../../provider/emulator/hands.ts'
import type { Emulator, Estate } from '../../../provider/emulator/index.ts'
import { unloadWorld } from '../../../provider/emulator/world/unload.ts'
import { GraphError } from '../../../provider/graph/graph-error.ts'
import { factsOf } from '../../../provider/model/kinds.ts'
import { levelsOf, tasksOf } from '../../../provider/model/levels.ts'
import { apiOver } from '../graph/support.ts'
import { changeAsset, moveAsset, renameAsset, type Draw, type OfAsset } from './mutate-assets.ts'
import { AGENCY, type Wanted } from './world-types.ts'

/** The moment of the scans; some invitations have ended by then, others have not. */
export const NOW = new Date('2026-11-24T12:00:00Z')

/** A share that the client's token makes, which may have to wait for somebody. */
type Share = {
  readonly do: 'share by API'
  readonly asset: string
  readonly business: string
  readonly tasks: string[]
}

type Deed = (draw: Draw) => Hand | undefined | Share | OfAsset

/** Everything that people do to access, each as likely as the next. */
const DEEDS: readonly Deed[] = [
  assignSomebody,
  assignSomebody,
  unassignSomebody,
  unassignSomebody,
  shareWith(AGENCY),
  shareWithOther,
  unshareFrom(AGENCY),
  shareByApi,
  shareByApi,
  approveSomething,
  acceptAgreement,
  inviteToUs,
  inviteToUs,
  inviteToClient,
  acceptInvitation,
  removeSomebody,
  removeSomebody,
  setRole,
  setSafeguard,
  moveAsset,
  renameAsset,
]

/** Does one thing that the world allows, drawn by numbers; says what it was. */
export async function mutate(emulator: Emulator, wanted: Wanted, next: Random): Promise<string> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const estate = unloadWorld(emulator.world)
    const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(next() * items.length)]
    const hand = (pick(DEEDS) as Deed)({ estate, wanted, pick, next })
    if (hand !== undefined && (await carryOut(emulator, estate, hand))) return JSON.stringify(hand)
  }
  return 'nothing'
}

async function carryOut(emulator: Emulator, estate: Estate, hand: Hand | Share | OfAsset): Promise<boolean> {
  try {
    if (hand.do === 'move' || hand.do === 'rename') changeAsset(emulator.world, hand)
    else if (hand.do === 'share by API') await askApi(emulator, estate, hand)
    else byHand(emulator.world, hand)
    return true
  } catch (error) {
    if (error instanceof HandRefused || error instanceof GraphError) return false
    throw error
  }
}

async function askApi(emulator: Emulator, { businesses, assets }: Estate, share: Share): Promise<void> {
  const owner = assets.find(({ id }) => id === share.asset)?.owner
  const client = businesses.filter(({ id }) => id.startsWith('80')).findIndex(({ id }) => id === owner) + 1
  const api = apiOver({ baseUrl: emulator.url, token: emulator.tokens[`client-${client}`] ?? '' }, 'write')
  await api.call('POST', [share.asset, 'agencies'], {
    business: share.business,
    permitted_tasks: share.tasks,
  })
}

/** Newcomers whom no file names are few, so they have their own chance. */
function assignSomebody({ estate, wanted, pick, next }: Draw): Hand | undefined {
  const asset = pick(estate.assets)
  const inside = estate.businesses.filter(({ id }) => id === AGENCY || id === asset?.owner)
  const named = new Set(wanted.people.map(({ email }) => email))
  const newcomers = inside
    .flatMap(({ people }) => people)
    .filter(({ email }) => email.endsWith('@agency.example') && !named.has(email.toLowerCase()))
  const all = inside.flatMap(({ people, system_users: systemUsers }) => [...people, ...systemUsers])
  const user = next() < 0.6 ? (pick(newcomers) ?? pick(all)) : pick(all)
  if (asset === undefined || user === undefined) return undefined
  return { do: 'assign', asset: asset.id, user: user.id, tasks: someTasks(asset.kind, { pick, next }) }
}

function unassignSomebody({ estate, pick }: Draw): Hand | undefined {
  const one = pick(
    estate.assets.flatMap(({ id, assignments }) => assignments.map(({ user }) => ({ asset: id, user }))),
  )
  return one === undefined ? undefined : { do: 'unassign', ...one }
}

function shareWith(business: string): Deed {
  return ({ estate, pick, next }) => {
    const asset = pick(estate.assets)
    return asset === undefined
      ? undefined
      : { do: 'share', asset: asset.id, business, tasks: someTasks(asset.kind, { pick, next }) }
  }
}

function shareWithOther(draw: Draw): ReturnType<Deed> {
  const other = draw.pick(draw.estate.businesses.filter(({ id }) => id.startsWith('91')))
  if (other === undefined) return undefined
  const unshare = unshareFrom(other.id)
  return draw.next() < 0.3 ? unshare(draw) : shareWith(other.id)(draw)
}

function unshareFrom(business: string): Deed {
  return ({ estate, pick }) => {
    const shared = estate.assets.filter(({ partners }) => partners.some((one) => one.business === business))
    const asset = pick(shared)
    return asset === undefined ? undefined : { do: 'unshare', asset: asset.id, business }
  }
}

/** First where it shows how far it has come: at a client whose token is there. */
function shareByApi({ estate, wanted, pick }: Draw): Share | undefined {
  const assets = estate.assets.filter(({ kind }) => kind !== 'page')
  const unshared = assets.filter(({ partners }) => !partners.some(({ business }) => business === AGENCY))
  const shown = new Set(
    wanted.clients.flatMap(({ side, route, business }) =>
      side === 'by-token' && route === 'partner' ? [business] : [],
    ),
  )
  const asset = pick(unshared.filter(({ owner }) => shown.has(owner))) ?? pick(unshared) ?? pick(assets)
  if (asset === undefined) return undefined
  const other = estate.businesses.find(({ id }) => id.startsWith('91'))?.id ?? AGENCY
  const level = pick(levelsOf(asset.kind)) ?? 'advertiser'
  return {
    do: 'share by API',
    asset: asset.id,
    business: pick([AGENCY, AGENCY, other]) ?? AGENCY,
    tasks: tasksOf(asset.kind, level),
  }
}

function approveSomething({ estate, pick }: Draw): Hand | undefined {
  const waiting = estate.assets.flatMap(({ id, partners }) =>
    partners
      .filter((one) => one.status === 'PENDING' || one.waiting_tasks !== undefined)
      .map(({ business }) => ({ asset: id, business })),
  )
  const one = pick(waiting)
  return one === undefined ? undefined : { do: 'approve', ...one }
}

function acceptAgreement({ estate, pick }: Draw): Hand | undefined {
  const one = pick(estate.agreements.filter(({ status }) => status === 'PENDING'))
  return one === undefined ? undefined : { do: 'accept_agreement', agreement: one.id }
}

function inviteToUs({ estate, wanted, pick, next }: Draw): Hand {
  const inside = new Set(estate.businesses.find(({ id }) => id === AGENCY)?.people.map(({ email }) => email))
  const outside = wanted.people.filter(({ email }) => !inside.has(email))
  const email = next() < 0.7 ? (pick(outside) ?? pick(wanted.people))?.email : undefined
  return invitation(AGENCY, email ?? `new${Math.floor(next() * 100)}@agency.example`, next, pick)
}

function inviteToClient({ estate, wanted, pick, next }: Draw): Hand {
  const business = pick(estate.businesses.filter(({ id }) => id.startsWith('80')))?.id ?? ''
  return invitation(business, pick(wanted.people)?.email ?? 'new@agency.example', next, pick)
}

function invitation(business: string, email: string, next: Random, pick: Draw['pick']): Hand {
  const role = pick(['ADMIN', 'EMPLOYEE', 'FINANCE_ANALYST'] as const) ?? 'EMPLOYEE'
  const hand = { do: 'invite', business, email, role } as const
  const days = Math.floor(next() * 21) - 14
  return next() < 0.3
    ? hand
    : { ...hand, expires: new Date(NOW.getTime() + days * 86_400_000 + 1000).toISOString() }
}

function acceptInvitation({ estate, pick }: Draw): Hand | undefined {
  const open = estate.businesses.flatMap(({ people, invitations }) =>
    invitations.filter((one) => !people.some(({ email }) => email.toLowerCase() === one.email.toLowerCase())),
  )
  const one = pick(open)
  return one === undefined ? undefined : { do: 'accept_invitation', invitation: one.id, name: one.email }
}

/** Nobody takes away the holder of a token: without it there is no scan. */
function removeSomebody({ estate, pick }: Draw): Hand | undefined {
  const holders = new Set(estate.tokens.map(({ holder }) => holder))
  const all = estate.businesses.flatMap(({ people, system_users: systemUsers }) => [
    ...people,
    ...systemUsers,
  ])
  const one = pick(all.filter(({ id }) => !holders.has(id)))
  return one === undefined ? undefined : { do: 'remove_person', user: one.id }
}

function setRole({ estate, pick }: Draw): Hand | undefined {
  const agency = estate.businesses.find(({ id }) => id === AGENCY)
  const one = pick(
    [...(agency?.people ?? []), ...(agency?.system_users ?? [])].filter(
      ({ id }) => id !== '122000000000000001',
    ),
  )
  const role = pick(['ADMIN', 'EMPLOYEE', 'FINANCE_ANALYST', 'FINANCE_EDITOR'] as const) ?? 'EMPLOYEE'
  return one === undefined ? undefined : { do: 'set_role', user: one.id, role }
}

/** What the role does not show: who must have a second factor, who has one, and a finance permission. */
function setSafeguard({ estate, pick }: Draw): Hand | undefined {
  const one = pick(estate.businesses.find(({ id }) => id === AGENCY)?.people ?? [])
  if (one === undefined) return undefined
  return pick<Hand>([
    { do: 'set_two_factor', business: AGENCY, type: pick(['none', 'all_required'] as const) ?? 'none' },
    { do: 'set_second_factor', user: one.id, status: pick(['enabled', 'not_enabled'] as const) ?? 'enabled' },
    { do: 'set_finance', user: one.id, ...(pick([true, false]) === true ? { permission: 'EDITOR' } : {}) },
  ])
}

/** A level, or any tasks that Meta knows: people by hand are not bound to levels. */
function someTasks(
  kind: Estate['assets'][number]['kind'],
  { pick, next }: Pick<Draw, 'pick' | 'next'>,
): string[] {
  if (next() < 0.7) return tasksOf(kind, pick(levelsOf(kind)) ?? 'advertiser')
  const loose = factsOf(kind).tasks.filter(() => next() < 0.4)
  return loose.length === 0 ? factsOf(kind).tasks.slice(0, 1) : loose
}
