import { createHash } from 'node:crypto'
import type { Estate } from '../estate/schema.ts'
import { Journal } from './journal.ts'
import { refreshGroup } from './put-group.ts'
import { globalId, inner, type WorldMember, type World } from './world.ts'

/** The first id that the emulator assigns, in the form of Business-scoped user ids. */
const FIRST_ID = 122_900_000_000_000_000n

/** Makes a world that can change from an estate. `now` returns milliseconds. */
export function loadWorld(estate: Estate, now: () => number): World {
  let lastId = FIRST_ID
  const world: World = {
    app: estate.app,
    journal: new Journal(now),
    now,
    newId: () => {
      do lastId += 1n
      while (isTaken(world, lastId.toString()))
      return lastId.toString()
    },
    businesses: new Map(),
    members: new Map(),
    invitations: new Map(),
    assets: new Map(),
    grants: new Map(),
    assignments: new Map(),
    direct: new Map(),
    groups: new Map(estate.asset_groups.map((group) => [group.id, group])),
    agreements: new Map(estate.agreements.map((agreement) => [agreement.id, agreement])),
    requests: new Map(estate.requests.map((request) => [request.id, request])),
    campaigns: new Map(),
    codes: new Map(),
    tokens: new Map(),
    pageTokens: new Map(),
    index: {
      owned: new Map(),
      shared: new Map(),
      assigned: new Map(),
      staff: new Map(),
      between: new Map(),
      humans: new Map(),
      waiting: new Map(),
    },
  }
  loadBusinesses(world, estate)
  loadAssets(world, estate)
  for (const group of estate.asset_groups) refreshGroup(world, group)
  for (const { id, shares } of estate.agreements) {
    for (const { asset } of shares) inner(world.index.waiting, asset).set(id, true)
  }
  for (const { token, ...rest } of estate.tokens) {
    const value = token ?? madeToken(rest.name)
    world.tokens.set(value, { ...rest, token: value, written: token !== undefined })
  }
  return world
}

function loadBusinesses(world: World, estate: Estate): void {
  for (const { people, system_users, invitations, ...business } of estate.businesses) {
    world.businesses.set(business.id, business)
    const members: WorldMember[] = [
      ...people.map((person) => ({ ...person, systemUser: false as const, business: business.id })),
      ...system_users.map((user) => ({ ...user, systemUser: true as const, business: business.id })),
    ]
    for (const member of members) {
      world.members.set(member.id, member)
      inner(world.index.staff, business.id).set(member.id, true)
      if (!member.systemUser) inner(world.index.humans, globalId(member)).set(member.id, true)
    }
    for (const invitation of invitations)
      world.invitations.set(invitation.id, { ...invitation, business: business.id })
  }
}

function loadAssets(world: World, estate: Estate): void {
  for (const { partners, assignments, ...asset } of estate.assets) {
    world.assets.set(asset.id, asset)
    inner(world.index.owned, asset.owner).set(asset.id, true)
    for (const { business, ...grant } of partners) {
      inner(world.grants, asset.id).set(business, grant)
      inner(world.index.shared, business).set(asset.id, true)
      inner(world.index.between, `${asset.owner}/${business}`).set(asset.id, true)
    }
    for (const { user, tasks } of assignments) {
      inner(world.direct, asset.id).set(user, tasks)
      inner(world.assignments, asset.id).set(user, tasks)
      inner(world.index.assigned, user).set(asset.id, true)
    }
  }
}

function isTaken(world: World, id: string): boolean {
  const maps = [
    world.businesses,
    world.members,
    world.invitations,
    world.assets,
    world.groups,
    world.agreements,
    world.requests,
    world.campaigns,
  ]
  return maps.some((map) => map.has(id))
}

/** The same token for the same name, so an estate needs no tokens. Form: graph-api 4.7 (BACKGROUND). */
function madeToken(name: string): string {
  return `EAA${createHash('sha256').update(`emulator token ${name}`).digest('base64url').replaceAll(/[-_]/g, 'x')}`
}
