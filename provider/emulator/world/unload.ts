import type { Estate, EstateAsset } from '../estate/schema.ts'
import type { WorldAsset, WorldMember, World } from './world.ts'

/** The world as an estate; `loadWorld` on it gives the same world. An estate has no campaigns and no Page tokens. */
export function unloadWorld(world: World): Estate {
  return {
    estate: 1,
    app: world.app,
    businesses: [...world.businesses.values()].map((business) => ({
      ...business,
      people: staffOf(world, business.id).flatMap((member) => (member.systemUser ? [] : [without(member)])),
      system_users: staffOf(world, business.id).flatMap((member) =>
        member.systemUser ? [without(member)] : [],
      ),
      invitations: [...world.invitations.values()]
        .filter((invitation) => invitation.business === business.id)
        .map(({ business: _business, ...invitation }) => invitation),
    })),
    tokens: [...world.tokens.values()].map(({ written, token, ...rest }) =>
      written ? { ...rest, token } : rest,
    ),
    assets: [...world.assets.values()].map((asset) => assetWithAccess(world, asset)),
    asset_groups: [...world.groups.values()],
    agreements: [...world.agreements.values()],
    requests: [...world.requests.values()],
  }
}

function assetWithAccess(world: World, asset: WorldAsset): EstateAsset {
  const partners = [...(world.grants.get(asset.id) ?? [])].map(([business, grant]) => ({
    business,
    ...grant,
  }))
  const assignments = [...(world.direct.get(asset.id) ?? [])].map(([user, tasks]) => ({
    user,
    tasks: [...tasks],
  }))
  return { ...asset, partners, assignments }
}

function staffOf(world: World, business: string): WorldMember[] {
  return [...(world.index.staff.get(business)?.keys() ?? [])].flatMap((id) => world.members.get(id) ?? [])
}

function without<M extends WorldMember>({
  systemUser: _systemUser,
  business: _business,
  ...rest
}: M): Omit<M, 'systemUser' | 'business'> {
  return rest
}
