import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  type Alias,
  type Document,
  type Node,
  type Scalar,
  type YAMLMap,
} from 'yaml'

/** Offsets in the text of a key (of a mapping) and of its value. */
type Spot = { readonly key: number; readonly value: number }

/** The spots inside each list (by index, as text) and mapping (by key). */
export type Spots = WeakMap<object, ReadonlyMap<string, Spot>>

/** Why a document is not plain text, lists and mappings. */
export type YamlFault = {
  readonly what: 'bomb' | 'deep' | 'duplicate' | 'key' | 'anchor'
  readonly offset: number
  readonly name: string
}

export type PlainYaml = {
  readonly value: unknown
  readonly spots: Spots
  readonly faults: readonly YamlFault[]
}

/** The most nodes that all aliases of one file may expand to; more counts as a bomb. */
export const MAX_ALIAS_NODES = 10_000

/** The most levels of lists and mappings inside each other; the access files have six. */
export const MAX_DEPTH = 50

type Sized = { readonly value: unknown; readonly nodes: number }
type Walk = {
  readonly spots: Spots
  readonly faults: YamlFault[]
  readonly anchors: Map<string, Sized | 'open'>
  aliased: number
}

/**
 * Turns a parsed document into text, lists and mappings, in one pass. An alias shares its anchor's value and costs what
 * the expanded anchor would, so a bomb is counted but never built.
 */
export function plainOf(document: Document): PlainYaml {
  const walk: Walk = { spots: new WeakMap(), faults: [], anchors: new Map(), aliased: 0 }
  const { value } = sizedOf(document.contents, 0, walk)
  return { value, spots: walk.spots, faults: walk.faults }
}

function sizedOf(node: unknown, depth: number, walk: Walk): Sized {
  if (isAlias(node)) return aliasOf(node, walk)
  if (isScalar(node)) return anchored(node, walk, () => ({ value: textOf(node), nodes: 1 }))
  if (!isCollection(node)) return { value: '', nodes: 1 }
  if (depth < MAX_DEPTH) {
    return anchored(node, walk, () =>
      isMap(node) ? mappingOf(node, depth, walk) : listOf(node.items, depth, walk),
    )
  }
  walk.faults.push({ what: 'deep', offset: offsetOf(node), name: '' })
  return { value: '', nodes: 1 }
}

function anchored(
  node: Node & { readonly anchor?: string | undefined },
  walk: Walk,
  make: () => Sized,
): Sized {
  if (node.anchor === undefined) return make()
  walk.anchors.set(node.anchor, 'open')
  const made = make()
  walk.anchors.set(node.anchor, made)
  return made
}

function aliasOf(alias: Alias, walk: Walk): Sized {
  const target = walk.anchors.get(alias.source)
  const offset = offsetOf(alias)
  if (target === undefined) {
    walk.faults.push({ what: 'anchor', offset, name: alias.source })
    return { value: '', nodes: 1 }
  }
  const within = walk.aliased <= MAX_ALIAS_NODES
  walk.aliased += target === 'open' ? Infinity : target.nodes
  if (walk.aliased <= MAX_ALIAS_NODES && target !== 'open') return target
  if (within) walk.faults.push({ what: 'bomb', offset, name: alias.source })
  return { value: '', nodes: target === 'open' ? 1 : target.nodes }
}

function listOf(items: readonly unknown[], depth: number, walk: Walk): Sized {
  const parts = items.map((item) => sizedOf(item, depth + 1, walk))
  const value = parts.map((part) => part.value)
  const spots = items.map(
    (item, index) => [String(index), { key: offsetOf(item), value: offsetOf(item) }] as const,
  )
  walk.spots.set(value, new Map(spots))
  return { value, nodes: parts.reduce((sum, part) => sum + part.nodes, 1) }
}

/** Looks keys up in a map: the parser's own check compares each key with all others, which is quadratic. */
function mappingOf(node: YAMLMap, depth: number, walk: Walk): Sized {
  const spots = new Map<string, Spot>()
  const entries: [string, unknown][] = []
  let nodes = 1
  for (const pair of node.items) {
    const offset = offsetOf(pair.key ?? node)
    const name = isScalar(pair.key) ? textOf(pair.key) : '?'
    const part = sizedOf(pair.value, depth + 1, walk)
    nodes += part.nodes + 1
    if (!isScalar(pair.key) || name === '__proto__') walk.faults.push({ what: 'key', offset, name })
    else if (spots.has(name)) walk.faults.push({ what: 'duplicate', offset, name })
    else {
      spots.set(name, { key: offset, value: part.value === '' ? offset : offsetOf(pair.value) })
      entries.push([name, part.value])
    }
  }
  const value = Object.fromEntries(entries)
  walk.spots.set(value, spots)
  return { value, nodes }
}

/** The failsafe schema turns every scalar into text. */
function textOf({ value }: Scalar): string {
  return typeof value === 'string' ? value : ''
}

function offsetOf(node: unknown): number {
  return (node as Node).range?.[0] ?? 0
}
