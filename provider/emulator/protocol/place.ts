import { rootNode } from '../edges/root.ts'
import { edgeTable } from '../edges/table.ts'
import { findNode } from '../nodes/find.ts'
import { systemUserNode, userNode } from '../nodes/people.ts'
import type { World } from '../world/world.ts'
import type { Caller } from './caller.ts'
import { GraphFailure } from './failure.ts'
import { FAILURES } from './failures.ts'
import { specEdge, specFields } from '../spec/spec.ts'
import { row, type NodeRow } from './node.ts'

/** The target of a path: a node, if there is one, and an edge of it. */
export type PathTarget = {
  readonly row: NodeRow | undefined
  /** As in the path: an id, "me", or a root edge. */
  readonly id: string
  /** Short name of the node type, or "unknown". */
  readonly name: string
  readonly edge: string
}

/** The root, `me`, or a node by its id, and one edge at most. */
export function locate(world: World, caller: Caller | undefined, segments: readonly string[]): PathTarget {
  const [first = '', edge = '', ...rest] = segments
  const path = segments.join('/')
  if (edgeTable.find(rootNode.name, 'GET', path) !== undefined)
    return { row: row(rootNode, 'root'), id: path, name: rootNode.name, edge: path }
  if (rest.length > 0) return { row: undefined, id: first, name: 'unknown', edge: [edge, ...rest].join('/') }
  const found = first === 'me' ? selfOf(world, caller) : findNode(world, first)
  return { row: found, id: first, name: found?.node.name ?? 'unknown', edge }
}

/** `me` is the Page of a Page token, a system user, or the human behind a person. */
function selfOf(world: World, caller: Caller | undefined): NodeRow | undefined {
  if (caller?.page !== undefined) return findNode(world, caller.page)
  const member = caller?.member
  if (member === undefined) return undefined
  return member.systemUser ? row(systemUserNode, member) : row(userNode, member)
}

/** The error for a place without an edge for the method: Meta's "no" only where Meta has none either. */
export function nothingAt(place: PathTarget, method: string): GraphFailure {
  if (place.edge.includes('/')) return FAILURES.unknownPath(`/${place.edge.split('/')[1] ?? ''}`)
  if (place.id === 'me' && place.row === undefined) {
    const message = 'An active access token must be used to query information about the current user.'
    return new GraphFailure({ code: 2500, message })
  }
  if (place.row !== undefined) {
    const { label } = place.row.node
    const isField = method === 'GET' && specFields(label).has(place.edge)
    if (isField || specEdge(label, method, place.edge) !== undefined)
      return FAILURES.notEmulated(`${method} ${label}/${place.edge}`)
  }
  if (place.row !== undefined && method === 'GET' && place.edge !== '') {
    return FAILURES.noField(place.edge, place.row.node.label)
  }
  return FAILURES.unsupported(method, place.id)
}
