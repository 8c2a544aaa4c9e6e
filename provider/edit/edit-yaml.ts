import { isDeepStrictEqual } from 'node:util'
import { isAlias, isCollection, type Node, type YAMLMap, type YAMLSeq } from 'yaml'
import { finding } from '../findings/catalogue.ts'
import type { Address, Finding } from '../findings/finding.ts'
import { addition } from './add.ts'
import { applyPlain, plainAt } from './apply-plain.ts'
import { pathOf, type Edit, type Edited, type EditPath, type PlainValue, type Splice } from './edit.ts'
import { lineStart } from './lines.ts'
import { narrowed } from './narrow.ts'
import { removal } from './remove.ts'
import { replacement } from './replace.ts'
import { contentEnd } from './slots.ts'
import { anchorsUsedOutside, follow, nodeAt, readTree, type Tree } from './tree.ts'

/** Begins some files made on Windows; it is no part of the YAML. */
const BYTE_ORDER_MARK = '\uFEFF'

type Refused = { readonly refused: Finding }

/**
 * Makes `edits` in a YAML text. Lines that they do not touch stay: comments, anchors, quotes, indentation, line breaks
 * and order. All paths are those of the given file; edits are made from its end to its beginning. An edit that would
 * break the file, or change a value it does not name, is refused, and then none is made.
 */
export function editYaml(file: string, text: string, edits: readonly Edit[]): Edited {
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : ''
  const start = readTree(text.slice(mark.length))
  if (start === undefined) return refusal({ file }, pathOf(edits[0] ?? { remove: [] }))
  let tree = start
  for (const edit of fromTheEnd(start, edits).flatMap((one) => narrowed(start.value, one))) {
    const next = madeIn(file, tree, edit)
    if ('refused' in next) return next
    tree = next
  }
  return { text: `${mark}${tree.text}` }
}

/** Sorts edits from the end of the file to its beginning, so that each path still fits the file as given. */
function fromTheEnd(tree: Tree, edits: readonly Edit[]): Edit[] {
  const placed = edits.map((edit) => ({ edit, offset: offsetOf(tree, edit) }))
  return placed.sort((a, b) => b.offset - a.offset).map(({ edit }) => edit)
}

function offsetOf(tree: Tree, edit: Edit): number {
  const way = follow(tree, pathOf(edit))
  const node = nodeAt(tree, way)
  const added = 'append' in edit || way.missing.length > 0
  if (added) return node === undefined ? (way.steps.at(-1)?.slot.end ?? 0) : contentEnd(node)
  return way.steps.at(-1)?.slot.start ?? 0
}

/** Makes one edit and verifies that it did only what it says. */
function madeIn(file: string, tree: Tree, edit: Edit): Tree | Refused {
  const wanted = applyPlain(tree.value, edit)
  if (isDeepStrictEqual(wanted, tree.value)) return tree
  const shared = sharedBy(file, tree, edit)
  if (shared !== undefined) return shared
  const splices = splicesFor(tree, edit)
  const after = splices === undefined ? undefined : readTree(spliced(tree.text, splices))
  if (after !== undefined && isDeepStrictEqual(after.value, wanted)) return after
  return refusal(addressIn(file, tree, pathOf(edit)), pathOf(edit))
}

function splicesFor(tree: Tree, edit: Edit): readonly Splice[] | undefined {
  const { text } = tree
  const way = follow(tree, pathOf(edit))
  const step = way.steps.at(-1)
  const node = nodeAt(tree, way)
  if (isAlias(node) && step !== undefined && (way.missing.length > 0 || 'append' in edit)) {
    // An alias shows content of another place, so the edit writes the value out here.
    const path = pathOf(edit).slice(0, way.steps.length)
    return replacement(text, step, plainAt(applyPlain(tree.value, edit), path) as PlainValue)
  }
  if ('remove' in edit) return step && removal(text, step, way.steps.slice(0, -1))
  const [key, ...rest] = way.missing
  const value = 'append' in edit && (key !== undefined || !isFilled(node)) ? [edit.value] : edit.value
  if (key === undefined) {
    if ('append' in edit && isFilled(node)) return addition(text, node, value)
    return step && replacement(text, step, value)
  }
  const inner = rest.reduceRight<PlainValue>((within, part) => ({ [part]: within }), value)
  if (isFilled(node)) return addition(text, node, inner, String(key))
  return step && replacement(text, step, { [key]: inner })
}

function isFilled(node: Node | undefined): node is YAMLMap | YAMLSeq {
  return isCollection(node) && node.items.length > 0
}

/**
 * Refuses an edit of an anchor with aliases elsewhere: a change would show there too, and a removal would break them.
 */
function sharedBy(file: string, tree: Tree, edit: Edit): Refused | undefined {
  const way = follow(tree, pathOf(edit))
  const [target, ...above] = [tree.root, ...way.steps.map(({ slot }) => slot.value)].reverse()
  const own =
    target === undefined || way.missing.length > 0 || 'append' in edit ? [] : anchorsUsedOutside(tree, target)
  const onTheWay = [target, ...above].flatMap((node) =>
    node !== undefined && 'anchor' in node && typeof node.anchor === 'string'
      ? anchorsUsedOutside(tree, node).filter((anchor) => anchor === node.anchor)
      : [],
  )
  const [anchor] = [...own, ...onTheWay]
  if (anchor === undefined) return undefined
  const args = { path: pathOf(edit).join('.'), anchor }
  return { refused: finding('EDIT_SHARED', args, addressIn(file, tree, pathOf(edit))) }
}

/** The text with every splice made; of two at one offset the first comes first. */
function spliced(text: string, splices: readonly Splice[]): string {
  const pieces: string[] = []
  let at = 0
  for (const { from, to, text: piece } of [...splices].sort((a, b) => a.from - b.from)) {
    pieces.push(text.slice(at, from), piece)
    at = to
  }
  return [...pieces, text.slice(at)].join('')
}

function addressIn(file: string, tree: Tree, path: EditPath): Address {
  const { steps } = follow(tree, path)
  const offset = steps.at(-1)?.slot.start ?? 0
  const line = tree.text.slice(0, offset).split('\n').length
  return { file, line, column: offset - lineStart(tree.text, offset) + 1 }
}

function refusal(address: Address, path: EditPath): Refused {
  return { refused: finding('EDIT_UNSAFE', { path: path.join('.') }, address) }
}
