import { ASSET_KINDS } from '../../model/kinds.ts'
import { rulesOf } from '../kinds/index.ts'
import { row, type NodeRow } from '../protocol/node.ts'
import type { World } from '../world/world.ts'
import { assetGroupNode } from './asset-group.ts'
import { assetRow } from './assets.ts'
import { businessNode } from './business.ts'
import { businessUserNode, roleRequestNode, systemUserNode, userNode } from './people.ts'
import { agreementNode, requestNode } from './requests.ts'

/** The node with an id, whether or not the caller may see it. */
export function findNode(world: World, id: string): NodeRow | undefined {
  const asset = world.assets.get(id)
  if (asset !== undefined) return assetRow(asset)
  const business = world.businesses.get(id)
  if (business !== undefined) return row(businessNode, business)
  const member = world.members.get(id)
  if (member !== undefined)
    return member.systemUser ? row(systemUserNode, member) : row(businessUserNode, member)
  const group = world.groups.get(id)
  if (group !== undefined) return row(assetGroupNode, group)
  return findRequest(world, id) ?? findPart(world, id) ?? findHuman(world, id) ?? findAlias(world, id)
}

function findRequest(world: World, id: string): NodeRow | undefined {
  const invitation = world.invitations.get(id)
  if (invitation !== undefined) return row(roleRequestNode, invitation)
  const agreement = world.agreements.get(id)
  if (agreement !== undefined) return row(agreementNode, agreement)
  const request = world.requests.get(id)
  return request === undefined ? undefined : row(requestNode, request)
}

/** A node that belongs to an asset. */
function findPart(world: World, id: string): NodeRow | undefined {
  return ASSET_KINDS.flatMap((kind) => rulesOf(kind).parts?.find(world, id) ?? []).at(0)
}

function findHuman(world: World, id: string): NodeRow | undefined {
  const [first] = world.index.humans.get(id)?.keys() ?? []
  const person = first === undefined ? undefined : world.members.get(first)
  return person === undefined || person.systemUser ? undefined : row(userNode, person)
}

/** Searched last, because aliases have no index. */
function findAlias(world: World, id: string): NodeRow | undefined {
  for (const asset of world.assets.values()) {
    const node = rulesOf(asset.kind).alias?.node
    if (node?.id(asset) === id) return row(node, asset)
  }
  return undefined
}
