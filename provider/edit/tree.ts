import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  parseAllDocuments,
  visit,
  type Document,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { plainOf } from '../model/read/plain.ts'
import type { EditPath } from './edit.ts'
import { slotsOf, type Slot } from './slots.ts'

/** A file with all positions: its nodes, and its value with every scalar as text. */
export type Tree = {
  readonly text: string
  readonly document: Document
  readonly root: Node
  readonly value: unknown
}

/** Reads a text of one valid YAML document; undefined for any other. */
export function readTree(text: string): Tree | undefined {
  const [document, second] = parseAllDocuments(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    keepSourceTokens: true,
  })
  if (document === undefined || second !== undefined || document.contents === null) return undefined
  if (document.errors.length > 0 || document.warnings.length > 0) return undefined
  const { value, faults } = plainOf(document)
  return faults.length > 0 ? undefined : { text, document, root: document.contents, value }
}

/** How far a path exists in a file: its slots, outermost first, and the missing rest. */
export type Way = { readonly steps: readonly TreeStep[]; readonly missing: EditPath }

/** One step of a path: the collection, and the slot of the key in it. */
export type TreeStep = { readonly parent: YAMLMap | YAMLSeq; readonly index: number; readonly slot: Slot }

/** Follows a path as far as it exists; it ends at an alias, whose content belongs to another place. */
export function follow({ root }: Tree, path: EditPath): Way {
  const steps: TreeStep[] = []
  let node: unknown = root
  for (const [depth, key] of path.entries()) {
    const step = isCollection(node) ? stepIn(node, key) : undefined
    if (step === undefined) return { steps, missing: path.slice(depth) }
    steps.push(step)
    node = step.slot.value
  }
  return { steps, missing: [] }
}

export function nodeAt({ root }: Tree, { steps }: Way): Node | undefined {
  const last = steps.at(-1)
  return last === undefined ? root : last.slot.value
}

function stepIn(parent: YAMLMap | YAMLSeq, key: string | number): TreeStep | undefined {
  const index = isMap(parent)
    ? parent.items.findIndex((pair) => isScalar(pair.key) && String(pair.key.value) === String(key))
    : Number(key)
  const slot = slotsOf(parent)[index]
  return slot === undefined ? undefined : { parent, index, slot }
}

/** The anchors in a node that have aliases outside of it. */
export function anchorsUsedOutside({ document }: Tree, node: Node): string[] {
  const inside = new Set<Node>()
  visitNodes(node, (one) => inside.add(one))
  const anchors = new Set(
    [...inside].flatMap((one) => ('anchor' in one && typeof one.anchor === 'string' ? [one.anchor] : [])),
  )
  const used = new Set<string>()
  visitNodes(document.contents, (one) => {
    if (isAlias(one) && !inside.has(one) && anchors.has(one.source)) used.add(one.source)
  })
  return [...used]
}

function visitNodes(node: Node | null, look: (node: Node) => void): void {
  if (node === null) return
  visit(node, { Node: (_key, one) => look(one) })
}
