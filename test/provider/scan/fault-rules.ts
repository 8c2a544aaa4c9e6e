import { nodeFactsOf } from '../../../provider/graph/nodes.ts'
import { ASSET_KINDS, type AssetKind } from '../../../provider/model/kinds.ts'
import type { ErrorKind } from '../../../provider/graph/error-kinds.ts'
import type { Changed, FaultyScan, ReadEdge } from './faulty.ts'

// What trouble at a read may change in a scan, and what it must not.

/** Without these nobody can tell who is of ours, so nothing can be said at all. */
const FOR_ALL = [
  'system_user',
  'business',
  'business/business_users',
  'business/system_users',
  'business/pending_users',
]

/** Codes that say that something cannot be told. */
const UNTOLD = [
  'SCAN_UNKNOWN',
  'SCAN_LISTING_UNKNOWN',
  'SCAN_GUESTS_UNKNOWN',
  'SCAN_PARTNERS_UNKNOWN',
  'SCAN_TOKEN_UNKNOWN',
  'SCAN_AGREEMENTS_UNKNOWN',
  'TOKEN_EXPIRED',
]

/** Matters of a person, told once for all assets, so an asset more or less may be the last one. */
const OF_PEOPLE = ['SCAN_WAITING_MEMBER', 'SCAN_WAITING_INVITATION', 'SCAN_INVITATION_EXPIRED']

/** What is wrong with a scan where `read` failed with an error of this kind; nothing when it is as it should be. */
export function judge(changed: Changed, read: ReadEdge, kind: ErrorKind, scan: FaultyScan): string[] {
  const { stopped, added, lost, writes } = scan
  // After a block nothing more is asked with the token, so all that was not yet read stays untold.
  const isBlocked = read.side === 'ours' && kind === 'blocked'
  const mayStop = isBlocked || (read.side === 'ours' && (FOR_ALL.includes(read.edge) || kind === 'token'))
  return [
    ...(writes === 0 ? [] : [`${writes} writes`]),
    ...(mayStop ? [] : stopped.map((code) => `stopped: ${code}`)),
    ...added.filter((key) => !UNTOLD.includes(key.split(' ')[0] ?? '')).map((key) => `added: ${key}`),
    ...lost.filter((key) => !isBlocked && !isTouched(changed, read, key)).map((key) => `lost: ${key}`),
  ]
}

function isTouched({ world }: Changed, { edge, side }: ReadEdge, key: string): boolean {
  const [code = '', client = '', asset = ''] = key.split(' ')
  if (side === 'theirs')
    return world.wanted.clients.some((one) => one.slug === client && one.side === 'by-token')
  if (edge === 'business/received_sharing_agreements') return code === 'SCAN_AGREEMENT_WAITING'
  const kind = kindOf(edge)
  if (kind === undefined) return false
  return OF_PEOPLE.includes(code) || world.estate.assets.some((one) => one.id === asset && one.kind === kind)
}

function kindOf(edge: string): AssetKind | undefined {
  const name = edge.split('/')[1]
  return ASSET_KINDS.find((kind) => {
    const { clientEdge, ownedEdge, assignedEdge } = nodeFactsOf(kind)
    // The node itself is read where its list is empty.
    return name === undefined ? edge === kind : [clientEdge, ownedEdge, assignedEdge].includes(name)
  })
}
