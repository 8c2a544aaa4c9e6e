import { row, type NodeRow } from '../protocol/node.ts'
import type { World } from '../world/world.ts'
import { assetRow, igUserNode } from './assets.ts'
import { businessNode } from './business.ts'
import { campaignNode } from './campaign.ts'
import { businessUserNode, roleRequestNode, systemUserNode, userNode } from './people.ts'
import { agreementNode, requestNode } from './requests.ts'

/** The node behind an id, whoever may see it. */
export function findNode(world: World, id: string): NodeRow | undefined {
  const asset = world.assets.get(id)
  if (asset !== undefined) return assetRow(asset)
  const business = world.businesses.get(id)
  if (business !== undefined) return row(businessNode, business)
  const member = world.members.get(id)
  if (member !== undefined)
    return member.systemUser ? row(systemUserNode, member) : row(businessUserNode, member)
  return findRequest(world, id) ?? findHuman(world, id) ?? findInstagram(world, id)
}

function findRequest(world: World, id: string): NodeRow | undefined {
  const invitation = world.invitations.get(id)
  if (invitation !== undefined) return row(roleRequestNode, invitation)
  const agreement = world.agreements.get(id)
  if (agreement !== undefined) return row(agreementNode, agreement)
  const request = world.requests.get(id)
  if (request !== undefined) return row(requestNode, request)
  const campaign = world.campaigns.get(id)
  return campaign === undefined ? undefined : row(campaignNode, campaign)
}

function findHuman(world: World, id: string): NodeRow | undefined {
  const [first] = world.index.humans.get(id)?.keys() ?? []
  const person = first === undefined ? undefined : world.members.get(first)
  return person === undefined || person.systemUser ? undefined : row(userNode, person)
}

/** The last to be looked for, as it has no index of its own. */
function findInstagram(world: World, id: string): NodeRow | undefined {
  const asset = [...world.assets.values()].find((one) => one.kind === 'instagram' && one.ig_user_id === id)
  return asset?.kind === 'instagram' ? row(igUserNode, asset) : undefined
}
